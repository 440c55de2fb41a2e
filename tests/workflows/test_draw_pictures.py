"""Drawing pictures: every plot as SVG and as pixels, and clear errors for questions
that mean none.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from builders import DAY
from kizuna.errors import BadLanguage, BadQuestion, NotFound
from kizuna.store import open_database
from kizuna.workflows.ask import ScopeQuestion
from kizuna.workflows.draw_pictures import PictureQuestion, content_of, draw

KANSAI = ScopeQuestion(DAY, between=("kansai", "china"))
TODAY = ScopeQuestion(DAY)
QUESTIONS = {
    "years": PictureQuestion("years", KANSAI),
    "map": PictureQuestion("map", KANSAI),
    "network": PictureQuestion("network", KANSAI),
    "matrix": PictureQuestion("matrix", KANSAI),
    "timeline": PictureQuestion("timeline", TODAY, ("osaka-shanghai",)),
    "volume of a tie": PictureQuestion("volume", TODAY, ("osaka-shanghai",)),
    "volume between": PictureQuestion("volume", TODAY, ("kansai", "china")),
    "fields": PictureQuestion("fields", TODAY, ("Osaka - Shanghai", "kobe-tianjin")),
}


@pytest.fixture(autouse=True, scope="module")
def _open(_built_in: Path) -> Iterator[None]:
    opened = open_database(_built_in)
    yield
    opened.close()


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_picture_is_svg(name: str) -> None:
    assert etree.fromstring(content_of(draw(QUESTIONS[name]), ".svg")).tag.endswith(
        "svg"
    )


def test_a_picture_is_a_png_of_the_size_of_its_svg() -> None:
    plot = draw(QUESTIONS["fields"])
    root = etree.fromstring(content_of(plot, ".svg"))
    png = content_of(plot, ".png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    scale = wide / float(root.get("width"))
    assert scale == pytest.approx(0.75 * 220 / 72, rel=0.01)
    assert high == pytest.approx(scale * float(root.get("height")), rel=0.01)


def test_the_count_of_a_picture_is_that_of_the_question() -> None:
    assert (
        draw(QUESTIONS["map"]).subtitle
        == "Ties in force on 1 April 1987: 25, possibly 26"
    )


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        (PictureQuestion("map", TODAY, ("osaka",)), "'osaka': map takes no names"),
        (PictureQuestion("timeline", TODAY), "timeline of nothing: name one tie"),
        (
            PictureQuestion("fields", TODAY, ("osaka-shanghai",)),
            "name two to eight ties",
        ),
        (PictureQuestion("volume", TODAY, ("a", "b", "c")), "one tie, or two areas"),
        (PictureQuestion("timeline", KANSAI, ("osaka-shanghai",)), "'kansai china'"),
        (PictureQuestion("fields", TODAY, ("osaka-shanghai",) * 2), "named twice"),
        (PictureQuestion("timeline", TODAY, ("atlantis-osaka",)), "atlantis"),
        (PictureQuestion("map", TODAY, language="tlh"), "tlh"),
    ],
)
def test_a_question_that_means_no_picture_is_refused_with_what_is_wrong(
    question: PictureQuestion, quoted: str
) -> None:
    with pytest.raises((BadQuestion, NotFound, BadLanguage), match=quoted):
        draw(question)
