"""Timelines keep what is certain apart from what is possible."""

from __future__ import annotations

from kizuna.publish.drawings.timeline import Mark, TimelineLabels, TimelineRow, draw_timeline
from kizuna.values.spans import OPEN_END, OPEN_START, day_number

LABELS = TimelineLabels(
    "Ties",
    "Ties by time",
    "Nothing is recorded",
    "as of 1987-04-01",
    "certain",
    "possible",
    "event",
)
AS_OF = day_number("1987-04-01")


def mark(start: str, start_latest: str, end: str, end_latest: str, **given) -> Mark:
    days = [
        {"..": OPEN_END, "<": OPEN_START}.get(text) or day_number(text)
        for text in (start, start_latest, end, end_latest)
    ]
    return Mark(*days, **{"title": "a tie", "claims": ("c1",), **given})


def row(*marks: Mark, label: str = "神戸市 – 天津市") -> TimelineRow:
    return TimelineRow(label, marks)


IN_FORCE = mark("1973-06-24", "1973-06-24", "..", "..", title="Kobe and Tianjin")
IN_MAY = mark("1974-05-01", "1974-05-31", "1974-05-01", "1974-05-31", kind="event", title="in May")
IN_1981 = mark("1981-01-01", "1981-12-31", "1981-01-01", "1981-12-31", kind="event", title="1981")
UNKNOWN_END = mark("1980-01-01", "1980-12-31", "1980-01-01", "..", title="unknown end")


def test_every_row_appears_with_its_label(read):
    rows = [row(label=f"Ряд {index}") for index in range(30)]
    drawing = read(draw_timeline(rows, AS_OF, LABELS))
    assert drawing.titles("row") == [given.label for given in rows]
    assert {given.label for given in rows} <= set(drawing.words())


def test_every_mark_appears_with_its_title_and_claims(read):
    drawing = read(draw_timeline([row(IN_FORCE, IN_MAY), row(UNKNOWN_END)], AS_OF, LABELS))
    assert drawing.titles("mark") == ["Kobe and Tianjin", "in May", "unknown end"]
    assert {group.get("data-claims") for group in drawing.groups("mark")} == {"c1"}


def test_a_span_without_a_certain_day_has_no_solid_part(read):
    drawing = read(draw_timeline([row(UNKNOWN_END)], AS_OF, LABELS))
    (span,) = drawing.groups("span")
    assert [child.get("class") for child in span[1:]] == ["possible", "open possible"]


def test_a_certain_span_is_solid_over_its_whole_length(read):
    drawing = read(draw_timeline([row(IN_FORCE)], AS_OF, LABELS))
    (span,) = drawing.groups("span")
    certain, possible = (drawing.groups(name) for name in ("certain", "possible"))
    assert certain[0].get("x") == possible[0].get("x")
    assert certain[0].get("width") == possible[0].get("width")
    assert span[-1].get("class") == "open certain"


def test_a_span_known_to_some_months_is_hatched_before_it_is_solid(read):
    uncertain = mark("1974-01-01", "1976-12-31", "1980-01-01", "1984-12-31")
    drawing = read(draw_timeline([row(uncertain)], AS_OF, LABELS))
    (possible,), (certain,) = drawing.groups("possible"), drawing.groups("certain")
    assert float(possible.get("x")) < float(certain.get("x"))
    assert float(certain.get("width")) < float(possible.get("width"))


def test_an_event_known_to_the_year_is_hollow_on_a_line(read):
    other = mark("1986-01-01", "1986-01-01", "1986-01-01", "1986-01-01", kind="event")
    drawing = read(draw_timeline([row(IN_1981, other)], AS_OF, LABELS))
    classes = [[child.get("class") for child in event[1:]] for event in drawing.groups("event")]
    assert classes == [["possible", "possible"], ["certain"]]


def test_a_span_without_a_beginning_points_to_the_left(read):
    ended = mark("<", "<", "1979-03-01", "1979-03-01")
    drawing = read(draw_timeline([row(ended)], AS_OF, LABELS))
    assert len(drawing.groups("open", "certain")) == 1


def test_a_span_of_which_nothing_is_known_has_no_solid_part(read):
    unknown = Mark(OPEN_START, OPEN_END, OPEN_START, OPEN_END, "unknown")
    assert not read(draw_timeline([row(unknown)], AS_OF, LABELS)).groups("certain")


def test_spans_that_overlap_stand_beneath_each_other(read):
    drawing = read(draw_timeline([row(IN_FORCE, UNKNOWN_END)], AS_OF, LABELS))
    assert len({bar.get("y") for bar in drawing.groups("possible") if bar.get("y")}) == 2


def test_the_day_asked_about_has_a_line_and_its_words(read):
    drawing = read(draw_timeline([row(IN_FORCE)], AS_OF, LABELS))
    assert drawing.titles("as-of")[0] == "as of 1987-04-01"


def test_a_long_label_is_shortened_and_whole_in_its_title(read):
    label = "大阪市と上海市の友好都市提携にもとづく港湾と経済と文化と教育と医療の交流の計画"
    drawing = read(draw_timeline([row(IN_FORCE, label=label)], AS_OF, LABELS, 500))
    assert any(word.endswith("…") and label.startswith(word[:-1]) for word in drawing.words())
    assert label in drawing.titles("row")


def test_nothing_is_drawn_outside_of_the_view(read):
    ancient = mark("-0100-01-01", "-0100-12-31", "+12000-01-01", "..")
    rows = [row(IN_FORCE, IN_MAY, IN_1981), row(UNKNOWN_END), row(ancient)]
    assert read(draw_timeline(rows, AS_OF, LABELS)).outside() == []


def test_a_hostile_label_stays_a_label(read, hostile):
    given = TimelineRow("row", (mark("1974-01-01", "1974-01-01", "..", "..", title=hostile),))
    drawing = read(draw_timeline([given], AS_OF, LABELS))
    assert "<script" not in drawing.text
    assert drawing.titles("mark") == [hostile.replace("\x00", "\ufffd")]


def test_the_same_input_gives_the_same_bytes():
    rows = [row(IN_FORCE, IN_MAY)]
    assert draw_timeline(rows, AS_OF, LABELS) == draw_timeline(rows, AS_OF, LABELS)


def test_no_row_gives_a_drawing_that_says_so(read):
    assert read(draw_timeline([], AS_OF, LABELS)).words() == ["Nothing is recorded"]
