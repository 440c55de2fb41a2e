"""What name books know."""

from kizuna.proposals.place_names import EMPTY, NameBook


def test_the_empty_book_knows_nothing() -> None:
    assert not EMPTY.is_place("Osaka")


def test_names_of_the_book_weigh_more_than_any_city_of_the_gazetteer() -> None:
    people = {"Rorika": 12, "Shanghai": 24_874_500}
    book = NameBook({"Rorika"}, lambda name: people.get(name, 0))
    assert book.population("Rorika") > book.population("Shanghai") > book.population("Xyzzy") == 0
