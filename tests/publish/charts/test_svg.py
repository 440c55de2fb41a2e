"""SVG is built from elements and always escaped."""

from __future__ import annotations

from kizuna.publish.charts import svg
from kizuna.publish.charts.svg import element


def test_an_attribute_of_none_is_left_out():
    assert str(element("rect", x=1, stroke_width=None)) == '<rect x="1"/>'


def test_numbers_have_two_decimals_at_most_and_no_negative_zero():
    assert [svg.number(value) for value in (1.0, 2.345, -0.001, 10.5)] == ["1", "2.35", "0", "10.5"]


def test_a_document_refers_to_nothing_outside_of_itself():
    text = svg.document("map", (100, 50), ("Name", "", "ja"), "p", [])
    assert "href" not in text
    assert "<style" not in text
    assert text.count("http") == 1
