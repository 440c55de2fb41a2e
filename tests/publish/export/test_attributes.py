"""Text of attributes is text that XML can hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kizuna.publish.export.attributes import xml_text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_written_and_read_back(text: str) -> None:
    element = etree.Element("data")
    element.text = xml_text(text)
    read = etree.fromstring(etree.tostring(element, encoding="utf-8")).text or ""
    assert len(read) == len(text)
    assert all(was == now or now == "\ufffd" for was, now in zip(text, read, strict=True))


@pytest.mark.parametrize("kept", ["\t", "\n", "大", "é", "\U0001f38f", "<&>"])
def test_what_xml_allows_is_kept(kept: str) -> None:
    assert xml_text(kept) == kept


@pytest.mark.parametrize("forbidden", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_what_xml_forbids_is_marked_as_lost(forbidden: str) -> None:
    assert xml_text(f"a{forbidden}b") == "a\ufffdb"
