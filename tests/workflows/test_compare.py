"""Comparing: ties and places by name, what surrounds them in words, and a place among its peers."""

from __future__ import annotations

import pytest

from builders import DAY, Filled, claim, government, milestone, tie, two_sides
from kizuna.claims.claim import Claim
from kizuna.errors import BadClaim, BadQuestion, NotFound
from kizuna.workflows.compare import (
    CompareAnswer,
    PeersAnswer,
    compare_places,
    compare_ties,
    compare_with_peers,
)
from kizuna.workflows.comparing.reading import Reading

_NAMES = {"osaka": "Osaka", "kobe": "Kobe", "shanghai": "Shanghai", "lianyungang": "Lianyungang"}


def _held() -> list[Claim]:
    named = [claim(f"government/{slug}", "name", name) for slug, name in _NAMES.items()]
    sizes = {"osaka": 2_000_000, "kobe": 1_500_000, "lianyungang": 9_000_000}
    return [
        *two_sides(),
        *government("kobe", "designated-city"),
        *named,
        claim("government/osaka-prefecture", "name", "Osaka Prefecture"),
        claim("area/china", "name", "China"),
        *tie("osaka-shanghai", "osaka", "shanghai"),
        *tie("kobe-lianyungang", "kobe", "lianyungang", date="1982"),
        *tie("kobe-shanghai", "kobe", "shanghai"),
        *tie("kobe-osaka", "kobe", "osaka"),
        *tie("osaka-prefecture-shanghai", "osaka-prefecture", "shanghai", date="1980"),
        claim("field/youth", "tie", "tie/osaka-shanghai"),
        claim("field/youth", "concept", "youth"),
        *(
            made
            for slug, number in sizes.items()
            for made in (
                claim(f"statistic/{slug}", "measure", "population"),
                claim(f"statistic/{slug}", "scope", f"government/{slug}"),
                claim(f"statistic/{slug}", "value", f"{number} persons"),
            )
        ),
    ]


def _ties(*texts: str, **reading: object) -> CompareAnswer:
    return compare_ties(texts, Reading(DAY, **reading))  # type: ignore[arg-type]


def _places(*texts: str, **reading: object) -> CompareAnswer:
    return compare_places(texts, Reading(DAY, **reading))  # type: ignore[arg-type]


def _peers(text: str, **question: object) -> PeersAnswer:
    return compare_with_peers(text, Reading(DAY), **question)  # type: ignore[arg-type]


def _told(answer: CompareAnswer, kind: str) -> list[str]:
    return [finding.text for finding in answer.findings if finding.kind == kind]


def test_ties_are_named_by_id_or_by_their_parties(filled: Filled) -> None:
    filled(_held())
    answer = _ties("osaka-shanghai", "Kobe - Lianyungang")
    assert answer.comparison.compared == ("tie/osaka-shanghai", "tie/kobe-lianyungang")
    assert answer.homes == ("government/osaka", "government/kobe")


def test_a_tie_that_is_not_in_the_register_is_said_to_be_missing(filled: Filled) -> None:
    filled(_held())
    with pytest.raises(NotFound, match=r"no tie in the register joins .*'Osaka - Lianyungang'"):
        _ties("osaka-shanghai", "Osaka - Lianyungang")


def test_one_tie_is_nothing_to_compare(filled: Filled) -> None:
    filled(_held())
    with pytest.raises(BadQuestion, match="only 'osaka-shanghai' is named"):
        _ties("osaka-shanghai")


def test_a_tie_is_not_compared_with_itself(filled: Filled) -> None:
    filled(_held())
    with pytest.raises(BadQuestion, match=r"'osaka-shanghai' and 'Osaka - Shanghai' are the same"):
        _ties("osaka-shanghai", "Osaka - Shanghai")


def test_a_tie_of_which_nothing_is_recorded_is_said_to_be_a_gap(filled: Filled) -> None:
    filled(_held())
    (said,) = _told(_ties("osaka-shanghai", "kobe-lianyungang"), "silent")
    assert said.startswith("Of Kobe – Lianyungang nothing is recorded but that it stands")


def test_a_tie_that_does_not_stand_yet_is_not_said_to_stand(filled: Filled) -> None:
    filled([*_held(), *tie("late", "osaka", "lianyungang", date="1999")])
    (said,) = _told(_ties("osaka-shanghai", "late"), "silent")
    assert "nothing is recorded but whom it joins" in said


def test_what_a_source_says_of_both_ties_is_told(filled: Filled) -> None:
    ref = "assessment/liveliest"
    said = [
        claim(ref, "about", "tie/osaka-shanghai"),
        claim(ref, "compared_with", "tie/kobe-lianyungang"),
        claim(ref, "text", "Osaka's tie is the liveliest."),
        claim(ref, "type", "ranking"),
        claim("organisation/gazette", "name", "The Gazette"),
    ]
    filled([*_held(), *said])
    (text,) = _told(_ties("osaka-shanghai", "kobe-lianyungang"), "told")
    assert text == "The Gazette says: “Osaka's tie is the liveliest.”"


def test_ties_side_by_side_are_explained(filled: Filled) -> None:
    filled(_held())
    (text,) = _told(_ties("osaka-shanghai", "kobe-lianyungang"), "side-by-side")
    assert "Osaka is part of Osaka Prefecture, and both have Shanghai as partner" in text
    assert text.endswith("No source says why.")


def test_two_ties_of_the_same_two_places_run_side_by_side(filled: Filled) -> None:
    filled([*_held(), *tie("again", "osaka", "shanghai", date="1985")])
    told = _told(_ties("osaka-shanghai", "kobe-lianyungang"), "side-by-side")
    assert any("both join Osaka and Shanghai" in text for text in told)


def test_a_place_tied_to_a_partner_and_to_a_part_of_it_is_told_of(filled: Filled) -> None:
    jiading = [
        *government("jiading", "county", "shanghai", country="CN"),
        claim("government/jiading", "name", "Jiading"),
    ]
    filled([*_held(), *jiading, *tie("osaka-jiading", "osaka", "jiading")])
    told = _told(_ties("osaka-jiading", "kobe-lianyungang"), "side-by-side")
    assert any("Osaka has Shanghai as partner, and also Jiading, which is part" in t for t in told)


def test_a_source_that_explains_one_of_two_parallel_ties_is_told_of_that_one(
    filled: Filled,
) -> None:
    ref = "assessment/why"
    why = [claim(ref, "type", "explanation"), claim(ref, "text", "It serves trade.")]
    filled([*_held(), *why, claim(ref, "about", "tie/osaka-prefecture-shanghai")])
    (told,) = _told(_ties("osaka-shanghai", "kobe-lianyungang"), "side-by-side")
    assert told.endswith("Of Osaka Prefecture – Shanghai a source says: “It serves trade.”")


def test_a_source_that_explains_both_says_why(filled: Filled) -> None:
    ref = "assessment/why"
    why = [claim(ref, "type", "explanation"), claim(ref, "text", "Each has its own trade.")]
    both = [
        claim(ref, "about", f"tie/{t}") for t in ("osaka-prefecture-shanghai", "osaka-shanghai")
    ]
    filled([*_held(), *why, *both])
    (told,) = _told(_ties("osaka-shanghai", "kobe-lianyungang"), "side-by-side")
    assert told.endswith("Why: “Each has its own trade.”")


def test_unlike_levels_are_explained(filled: Filled) -> None:
    filled(_held())
    (text,) = _told(_ties("osaka-shanghai", "kobe-lianyungang"), "unequal")
    assert text.startswith("Osaka (designated city) and Shanghai (municipality at province level)")
    assert "one counts among municipalities, the other among prefectures" in text


def test_who_else_is_tied_to_a_partner_is_told(filled: Filled) -> None:
    filled(_held())
    (text, *_) = _told(_ties("osaka-shanghai", "kobe-lianyungang"), "hub")
    assert text == "Shanghai is also tied to 1 other place: Osaka Prefecture."


def test_a_triangle_on_a_tie_is_told_once(filled: Filled) -> None:
    filled(_held())
    answer = _ties("osaka-shanghai", "kobe-shanghai")
    assert _told(answer, "triangle") == ["Shanghai, Kobe and Osaka are all tied to one another."]


def test_a_side_that_is_not_certain_is_named(filled: Filled) -> None:
    undated = [
        claim("tie/o-l", "party", "government/osaka"),
        claim("tie/o-l", "party", "government/lianyungang"),
        milestone("o-l"),
    ]
    filled([*_held(), *undated])
    told = _told(_places("Osaka", "Shanghai"), "triangle")
    assert any("may be all tied to one another; " in text for text in told)
    assert any("Osaka – Lianyungang is not certain" in text for text in told)


def test_partners_in_common_are_told(filled: Filled) -> None:
    filled(_held())
    assert _told(_places("Osaka", "Kobe"), "shared") == [
        "Osaka and Kobe are both tied to Shanghai."
    ]


def test_every_finding_has_claims(filled: Filled) -> None:
    filled(_held())
    answers = (_ties("osaka-shanghai", "kobe-lianyungang"), _places("Osaka", "Kobe"))
    findings = [finding for answer in answers for finding in answer.findings]
    assert len(findings) > 5
    assert all(finding.claims and finding.about for finding in findings)


def test_an_area_and_a_country_are_places_too(filled: Filled) -> None:
    filled(_held())
    assert _places("kansai", "CN").comparison.compared == ("area/kansai", "CN")


def test_a_kind_narrows_the_ties_of_places(filled: Filled) -> None:
    filled([*_held(), claim("tie/kobe-shanghai", "type", "sister-port")])
    (total,) = [
        row
        for row in _places("Osaka", "Kobe", kind="sister-port").comparison.rows
        if (row.topic, row.key) == ("kinds", "")
    ]
    assert [cell is not None for cell in total.cells] == [False, True]


def test_an_unknown_kind_is_an_error(filled: Filled) -> None:
    filled(_held())
    with pytest.raises(BadClaim, match="'sisterly'"):
        _places("Osaka", "Kobe", kind="sisterly")


def test_a_place_is_laid_beside_its_peers(filled: Filled) -> None:
    filled(_held())
    group = _peers("Osaka").group
    assert group is not None
    assert [peer.ref for peer in group.peers] == ["government/kobe"]


def test_peers_may_be_asked_for_in_one_country_or_area(filled: Filled) -> None:
    filled(_held())
    for among, count in (("JP", 1), ("China", 0)):
        group = _peers("Osaka", among=among).group
        assert group is not None
        assert len(group.peers) == count


def test_a_place_without_ties_has_no_rank(filled: Filled) -> None:
    filled(_held())
    with pytest.raises(BadQuestion, match="'sakai' has no tie"):
        _peers("sakai")


def test_no_peers_are_no_question(filled: Filled) -> None:
    filled(_held())
    with pytest.raises(BadQuestion, match="0 peers"):
        _peers("Osaka", most=0)
