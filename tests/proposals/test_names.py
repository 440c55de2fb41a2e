"""What name books know."""

from kizuna.proposals.names import EMPTY, GeonamesNames, PlainNames


def test_a_plain_book_knows_its_names_and_their_countries() -> None:
    book = PlainNames({"Rorika": "Norway", "Vale": None})
    assert (book.is_place("Vale"), book.country("Vale"), book.country("Rorika")) == (
        True,
        None,
        "Norway",
    )


def test_the_empty_book_knows_nothing() -> None:
    assert (list(EMPTY.known()), EMPTY.is_place("Osaka")) == ([], False)


def test_the_first_book_answers_before_the_gazetteer() -> None:
    book = GeonamesNames(PlainNames({"Rorika": "Norway"}))
    assert (list(book.known()), book.country("Rorika")) == (["Rorika"], "Norway")


def test_the_gazetteer_holds_names_in_every_script_that_is_read() -> None:
    book = GeonamesNames(EMPTY, 15000)
    names = ("Osaka", "大阪市", "Осака", "도쿄", "ke wng ka")
    assert [book.is_place(name) for name in names] == [True, True, True, True, False]


def test_names_of_the_register_weigh_more_than_any_city() -> None:
    book = GeonamesNames(PlainNames({"Rorika": None}), 15000)
    assert book.population("Rorika") > book.population("Shanghai") > book.population("Xyzzy") == 0
