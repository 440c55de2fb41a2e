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
