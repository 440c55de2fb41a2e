"""What name books know."""

from kizuna.proposals.names import EMPTY, NameBook


def test_the_empty_book_knows_nothing() -> None:
    assert not EMPTY.is_place("Osaka")


def test_the_gazetteer_holds_names_in_every_script_that_is_read() -> None:
    book = NameBook(least=15000)
    names = ("Osaka", "大阪市", "Осака", "도쿄", "ke wng ka")
    assert [book.is_place(name) for name in names] == [True, True, True, True, False]


def test_names_of_the_register_weigh_more_than_any_city() -> None:
    book = NameBook({"Rorika"}, 15000)
    assert book.population("Rorika") > book.population("Shanghai") > book.population("Xyzzy") == 0
