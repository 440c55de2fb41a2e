"""The table of features: the one in the documentation is the one that is used."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from hypothesis import given

from kizuna.analysis.suggest.features import FEATURES, PRIOR, values
from kizuna.analysis.suggest.view import Ground, View, Web

from .webs import PLACES, ties

_PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "suggestions.md"


def test_the_page_shows_the_features_with_their_weights_and_origins() -> None:
    rows = re.findall(r"^\| (.+?) \| ([+-]\d\.\d\d) \| (.+?) \|", _PAGE.read_text("utf-8"), re.M)
    assert rows == [(f.words, f"{f.weight:+.2f}", f.origin) for f in FEATURES]


@given(ties)
def test_every_feature_has_a_number_for_every_place(tied: list[tuple[str, str]]) -> None:
    web = Web.of(PLACES, [*tied, ("a", "z")])
    counted = values(View(Ground.of(web), web.at["z"]))
    assert counted.shape == (len(FEATURES), len(web.ids))
    assert np.isfinite(counted).all()


def test_what_no_list_of_ties_tells_is_not_fitted() -> None:
    assert {f.name for f in PRIOR}.isdisjoint({"wish", "former", "ports", "level"})
