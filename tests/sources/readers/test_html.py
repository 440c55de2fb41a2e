"""HTML: what a reader of the page sees, in lines."""

from __future__ import annotations

import pytest

from kizuna.errors import BadFile
from kizuna.sources.readers.html import read


def _text(markup: str) -> str:
    return read(markup.encode(), "page.html").text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo\n"),
        ("<p>One<br>two</p>", "One\ntwo\n"),
        ("<p>One <b>bold</b>\n  word</p>", "One bold word\n"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo\n"),
        (
            "<table><tr><td>1974</td><td>Osaka</td></tr><tr><td>1980</td></tr></table>",
            "1974\tOsaka\n1980\n",
        ),
        ("<pre>One\nTwo</pre>", "One\nTwo\n"),
        ("<p>A &amp; B</p>", "A & B\n"),
        ("<script>x()</script><style>p{}</style><p>Seen</p>", "Seen\n"),
    ],
)
def test_markup_becomes_lines(markup: str, text: str) -> None:
    assert _text(markup) == text


def test_the_title_is_kept_apart() -> None:
    page = read(b"<title>Sister\n cities</title><p>Osaka", "page.html")
    assert (page.title, page.text) == ("Sister cities", "Osaka\n")


def test_a_declared_encoding_is_used() -> None:
    raw = '<meta charset="shift_jis"><p>大阪市</p>'.encode("shift_jis")
    assert read(raw, "page.html").text == "大阪市\n"


def test_an_unknown_encoding_is_quoted() -> None:
    with pytest.raises(BadFile, match="'klingon', which is no encoding"):
        read(b'<meta charset="klingon"><p>x', "page.html")


def test_bytes_that_do_not_fit_the_declared_encoding_are_named() -> None:
    with pytest.raises(BadFile, match="byte 0xff at offset"):
        read(b'<meta charset="utf-8"><p>\xff', "page.html")
