"""Similar ties: of the same type, levels and fields; what they have on record and a tie
lacks.
"""

from __future__ import annotations

from builders import DAY, Claims, claim, facts, government, register, tie
from kizuna.analysis.scope import scope_of
from kizuna.analysis.suggest.holdings import FIELD, FORM, Likeness, like
from kizuna.claims.claim import Claim


def _tie(slug: str, *fields: str, type_: str = "sister-city") -> list[Claim]:
    a, b = slug.split("-")
    made = [*tie(slug, a, b), claim(f"tie/{slug}", "type", type_)]
    for concept in fields:
        ref = f"field/{slug}-{concept}"
        made += facts(ref, tie=f"tie/{slug}", concept=concept, started="1980")
    return made


def _programme(slug: str, form: str, period: str = "1981/..") -> list[Claim]:
    said = {
        "tie": f"tie/{slug}",
        "activity": "They meet.",
        "form": form,
        "period": period,
    }
    return facts(f"programme/{slug}-{form}", **said)


def _like(*claims: Claims) -> Likeness:
    japan = [c for slug in ("osaka", "kobe", "kyoto") for c in government(slug)]
    china = [c for slug in ("tianjin", "xian") for c in government(slug, country="CN")]
    china += government("shanghai", "province-level-municipality", country="CN")
    return like(scope_of(register(japan, china, *claims), DAY), "tie/kobe-tianjin")


def _similar(found: Likeness) -> list[str]:
    return [similar.id for similar, _ in found.similar]


_OURS = _tie("kobe-tianjin", "sport")


def test_a_tie_of_the_same_type_levels_and_a_field_is_alike() -> None:
    found = _like(_OURS, _tie("kyoto-xian", "sport", "trade"))
    assert _similar(found) == ["tie/kyoto-xian"]
    (missing,) = found.missing
    assert (missing.what, missing.concept) == (FIELD, "trade")
    assert (missing.count.certain, missing.count.possible) == (1, 1)
    assert missing.count.claims


def test_without_a_common_field_or_of_another_type_it_is_not() -> None:
    other = _tie("osaka-xian", "sport", type_="sister-port")
    found = _like(_OURS, _tie("kyoto-xian", "trade"), other)
    assert (_similar(found), found.missing) == ([], ())


def test_a_form_that_similar_ties_have_by_the_day_is_shown_with_what_shows_it() -> None:
    theirs = _tie("kyoto-xian", "sport")
    (missing,) = _like(_OURS, theirs, _programme("kyoto-xian", "match")).missing
    assert (missing.what, missing.concept) == (FORM, "match")
    (example,) = missing.examples
    assert (example.tie, example.visible_to) == (
        "tie/kyoto-xian",
        ("programme/kyoto-xian-match",),
    )
    assert (
        _like(_OURS, theirs, _programme("kyoto-xian", "match", "1999/..")).missing == ()
    )


def test_levels_are_let_go_only_where_no_tie_of_the_same_levels_is_alike() -> None:
    other = _tie("osaka-shanghai", "sport", "trade")
    alone = _like(_OURS, other)
    assert (_similar(alone), alone.by_levels) == (["tie/osaka-shanghai"], False)
    beside = _like(_OURS, other, _tie("kyoto-xian", "sport"))
    assert (_similar(beside), beside.by_levels) == (["tie/kyoto-xian"], True)


def test_a_tie_of_which_no_field_is_on_record_is_compared_by_type_and_levels() -> None:
    found = _like(_tie("kobe-tianjin"), _tie("kyoto-xian", "sport"))
    assert (found.by_fields, _similar(found)) == (False, ["tie/kyoto-xian"])
    assert [missing.concept for missing in found.missing] == ["sport"]
