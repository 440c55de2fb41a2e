"""Claims and judgements for the store's tests, with defaults for whatever a test does not speak of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import property_of

THEN = datetime(2020, 1, 1, tzinfo=UTC)
LATER = datetime(2021, 1, 1, tzinfo=UTC)


def claim(subject: str, name: str, value: Any, valid: str = "", **given: Any) -> Claim:
    """A claim typed by an editor from page 1 of a document."""
    fields: dict[str, Any] = {
        "document": "document/gazette",
        "sha256": "",
        "start": None,
        "end": None,
        "locator": "page 1",
        "holder": "organisation/gazette",
        "stance": Stance.ASSERTED,
        "certainty": Certainty.CERTAIN,
        "method": "typed",
        "recorder": "organisation/editors",
        "recorded_at": THEN,
    }
    fields.update(given)
    canonical = property_of(subject, name).type.canonical(value)
    return Claim(subject=subject, property=name, value=canonical, valid=valid, **fields)


def judgement(verdict: Verdict, target: str, other: str = "", **given: Any) -> Judgement:
    """A judgement with a reason."""
    fields: dict[str, Any] = {
        "reason": "the register says so",
        "judge": "person/editor",
        "judged_at": THEN,
    }
    fields.update(given)
    return Judgement(verdict=verdict, target=target, other=other, **fields)


def government(slug: str, country: str, part_of: str = "", **given: Any) -> list[Claim]:
    """The claims of a local government: name, country, and what it is part of."""
    ref = f"government/{slug}"
    claims = [
        claim(ref, "name", {"text": slug.title(), "language": "en"}, **given),
        claim(ref, "country", country, **given),
    ]
    if part_of:
        claims.append(claim(ref, "part_of", part_of, **given))
    return claims


def tie(slug: str, parties: list[str], date: str = "1974-04-18", **given: Any) -> list[Claim]:
    """The claims of a formal tie; an empty date leaves the milestone undated."""
    ref = f"tie/{slug}"
    milestone = {"stage": "formal", "date": date} if date else {"stage": "formal"}
    claims = [claim(ref, "party", f"government/{party}", **given) for party in parties]
    claims.append(claim(ref, "type", "friendship-city", **given))
    claims.append(claim(ref, "milestone", milestone, **given))
    return claims


def kansai() -> list[Claim]:
    """Two prefectures, two cities in them, Shanghai and Xi'an, two areas, and three ties."""
    area = {
        "key": "two-prefectures",
        "members": ["government/osaka-prefecture", "government/kyoto-prefecture"],
    }
    return [
        *government("osaka-prefecture", "JP"),
        *government("kyoto-prefecture", "JP"),
        *government("osaka", "JP", "government/osaka-prefecture"),
        *government("kyoto", "JP", "government/kyoto-prefecture"),
        *government("shanghai", "CN"),
        *government("xian", "CN"),
        claim("government/osaka", "name", {"text": "大阪市", "language": "ja"}),
        claim("government/kyoto", "name", {"text": "Kyōto", "language": "ja-Latn"}),
        claim("area/kansai", "definition", area),
        claim("area/china", "country", "CN"),
        *tie("osaka-shanghai", ["osaka", "shanghai"], "1974-04-18"),
        *tie("kyoto-xian", ["kyoto", "xian"], "1974-05"),
        *tie("osaka-prefecture-shanghai", ["osaka-prefecture", "shanghai"], "1980"),
    ]
