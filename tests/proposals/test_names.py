"""What name books know."""

from kizuna.proposals.names import EMPTY, PlainNames


def test_a_plain_book_knows_its_names() -> None:
    book = PlainNames(("Rorika", "Vale"))
    assert list(book.known()) == ["Rorika", "Vale"]
    assert (book.is_place("Vale"), book.is_place("Osaka")) == (True, False)


def test_the_empty_book_knows_nothing() -> None:
    assert (list(EMPTY.known()), EMPTY.is_place("Osaka")) == ([], False)


def test_names_of_the_book_weigh_more_than_any_city_of_the_gazetteer() -> None:
    people = {"Rorika": 12, "Shanghai": 24_874_500}
    book = PlainNames(("Rorika",), lambda name: people.get(name, 0))
    assert book.population("Rorika") > book.population("Shanghai") > book.population("Xyzzy") == 0


def test_a_whole_gazetteer_is_not_looked_for_in_a_text() -> None:
    assert list(PlainNames(("Rorika",), lambda _: 1).known()) == ["Rorika"]
