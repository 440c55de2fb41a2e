"""Tests of a PDF whose objects are packed."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from kizuna.publish.report.renderers.pdf import packed


def plain(count: int, between: bytes = b"") -> bytes:
    """A PDF of empty pages as a typesetter writes it, with a table of its objects."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids),
    ]
    last = count + 3
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>" % last
    objects += [page] * count
    objects.append(b"<</Length 15>>\nstream\n0 0 m endobj S \nendstream")
    out, offsets = bytearray(b"%PDF-1.7\n%\x80\x80\x80\x80\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (
        last + 1,
        between,
        start,
    )
    return bytes(out)


@pytest.mark.parametrize("count", [1, 196, 197, 500])
def test_every_object_can_be_read_as_before(count: int) -> None:
    reader = PdfReader(io.BytesIO(packed(plain(count))), strict=True)
    assert len(reader.pages) == count
    for page in reader.pages:
        contents = page.get_contents()
        assert contents is not None
        assert contents.get_data() == b"0 0 m endobj S "


def test_a_file_of_many_objects_is_much_smaller() -> None:
    assert len(packed(plain(500))) * 5 < len(plain(500))


def test_the_entries_of_the_trailer_are_kept() -> None:
    made = packed(plain(3, b"/ID[(a)(b)]"))
    assert PdfReader(io.BytesIO(made)).trailer["/ID"] == ["a", "b"]


@pytest.mark.parametrize(
    "odd", [b"no pdf", plain(2, b"/Encrypt 9 0 R"), plain(2).replace(b"3 0 obj", b"3 1 obj"), b""]
)
def test_a_file_that_is_not_plain_is_left_as_it_is(odd: bytes) -> None:
    assert packed(odd) == odd
