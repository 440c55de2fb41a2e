"""Who names whom: the ties that run beside a tie, by what holds its parties and by what lies in them."""

from __future__ import annotations

import pytest

from kizuna.store import Database
from kizuna.store.actions import add_claims
from kizuna.store.queries.referring import ties_beside
from kizuna.store.sight import Sight, looking
from kizuna.store.terms import known_terms

from .building import LATER, THEN, claim, government, kansai, tie


@pytest.fixture
def filled(database: Database) -> Database:
    add_claims(
        claims=[
            *kansai(),
            *government("sakai", "JP", "government/osaka-prefecture"),
            *tie("sakai-shanghai", ["sakai", "shanghai"], "1983"),
            *government("milan", "IT"),
            *tie("milan-shanghai", ["milan", "shanghai"], "1979"),
        ],
        acting_user="editor",
    )
    return database


@pytest.mark.usefixtures("filled")
def test_a_tie_of_a_prefecture_runs_beside_those_of_its_cities() -> None:
    found = ties_beside("tie/osaka-prefecture-shanghai")
    assert found == ["tie/osaka-shanghai", "tie/sakai-shanghai"]


@pytest.mark.usefixtures("filled")
def test_a_tie_of_a_city_runs_beside_that_of_its_prefecture_and_not_of_its_neighbour() -> None:
    assert ties_beside("tie/osaka-shanghai") == ["tie/osaka-prefecture-shanghai"]


@pytest.mark.usefixtures("filled")
def test_a_tie_without_kin_runs_alone() -> None:
    assert ties_beside("tie/milan-shanghai") == []
    assert ties_beside("tie/nowhere") == []


@pytest.mark.usefixtures("filled")
def test_what_was_recorded_later_is_not_known() -> None:
    parties = ["government/sakai", "government/xian"]
    late = [claim("tie/sakai-xian", "party", party, recorded_at=LATER) for party in parties]
    late += [claim("tie/sakai-xian-ports", "party", party) for party in parties]
    add_claims(claims=late, acting_user="editor")
    assert ties_beside("tie/sakai-xian-ports") == ["tie/sakai-xian"]
    assert ties_beside("tie/sakai-xian-ports", known_at=THEN) == []


@pytest.mark.usefixtures("filled")
def test_a_tie_that_is_hidden_from_whoever_reads_runs_beside_none() -> None:
    secret = [
        claim("tie/osaka-shanghai-secret", "party", party, document="document/secret")
        for party in ("government/osaka", "government/shanghai")
    ]
    add_claims(claims=secret, acting_user="editor")
    hidden = Sight(documents=(known_terms(["document/secret"])["document/secret"],))
    assert "tie/osaka-shanghai-secret" in ties_beside("tie/osaka-shanghai")
    with looking(lambda: hidden):
        assert ties_beside("tie/osaka-shanghai") == ["tie/osaka-prefecture-shanghai"]
