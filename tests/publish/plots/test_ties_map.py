"""The map of ties: each tie that has two places, and a word on those that have not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builders import tie
from kizuna.analysis.scope import Scope
from kizuna.publish.plots.ties_map import ties_map

from .conftest import LANGUAGES, place


def test_each_tie_with_two_places_is_a_line_with_its_name(three_countries: Scope, read) -> None:
    titles = read(ties_map(three_countries, "en")).titles("tie")
    assert sorted(titles) == ["osaka – chicago", "osaka – shanghai"]


def test_a_tie_without_a_place_is_said(three_countries: Scope) -> None:
    assert ties_map(three_countries, "en").remarks == (
        "One tie is not drawn: the place of a party is not recorded.",
    )


def test_home_and_abroad_have_their_names_in_the_legend(three_countries: Scope, read) -> None:
    assert {"Japan", "other countries"} <= set(read(ties_map(three_countries, "en")).words())


def test_the_subtitle_is_the_scopes_figure(everything: Scope) -> None:
    count = everything.count
    said = ties_map(everything, "en").subtitle
    assert said.endswith(f"{count.certain}, possibly {count.possible}")


def test_many_places_make_a_map_of_thin_lines_with_every_tie(everything: Scope, read) -> None:
    picture = read(ties_map(everything, "en"))
    assert picture.of_class("drawing", "dense-map")
    standing = {t.tie.id for t in everything.in_force(possible=True)}
    assert picture.ties() <= standing
    assert len(standing - picture.ties()) <= 1


def test_ports_are_drawn_where_their_government_is(everything: Scope, read) -> None:
    ports = {t.tie.id for t in everything.in_force() if "port" in t.tie.type.value}
    assert ports
    assert ports <= read(ties_map(everything, "en")).ties()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_map(three_countries: Scope, language: str) -> None:
    plot = ties_map(three_countries, language)
    others = [ties_map(three_countries, o).title for o in LANGUAGES if o != language]
    assert plot.title not in others
    assert plot.claims


def test_the_same_scope_gives_the_same_bytes(everything: Scope) -> None:
    assert ties_map(everything, "ru").picture() == ties_map(everything, "ru").picture()


def test_nothing_to_draw_is_said(scoped: Callable[..., Scope], read) -> None:
    assert "No tie of which both places are recorded." in read(ties_map(scoped(), "en")).words()


def test_a_tie_inside_one_country_is_drawn(scoped: Callable[..., Scope], read) -> None:
    scope = scoped(
        place("osaka", 34.7, 135.5), place("kobe", 34.7, 135.2), tie("t", "osaka", "kobe")
    )
    assert len(read(ties_map(scope, "en")).titles("tie")) == 1
