"""Drawing pictures: the plots of a scope, of ties or of two sides, as SVG or as
pixels.
"""

from dataclasses import dataclass, replace

from kizuna.analysis.scope import Scope
from kizuna.errors import BadQuestion
from kizuna.publish.charts.bars import volume_between, volume_of_tie, years
from kizuna.publish.charts.map import ties_map
from kizuna.publish.charts.partners import ties_matrix, ties_network
from kizuna.publish.charts.plot import picture
from kizuna.publish.charts.timeline import fields_beside, tie_timeline
from kizuna.publish.document import Drawing
from kizuna.workflows import ask

_OF_SCOPES = {
    "years": years,
    "map": ties_map,
    "network": ties_network,
    "matrix": ties_matrix,
}
OF_MANY = tuple(_OF_SCOPES)
"""The plots of the ties of a scope."""
_NAMED = {
    "timeline": (1, 1, "one tie"),
    "volume": (1, 2, "one tie, or two areas, countries or governments"),
    "fields": (2, 8, "two to eight ties"),
}
"""How many names the plots of what is named take."""
OF_NAMED = tuple(_NAMED)
"""The plots of ties, or of two sides, that are named."""


@dataclass(frozen=True, slots=True)
class PictureQuestion:
    """Which plot (of OF_MANY or OF_NAMED), of which scope or of which names, in which
    language.

    `names` are ties, or for the volume two sides; the plots of a scope take none. Of
    the scope's question, plots of names use the day and the time alone.
    """

    what: str
    scope: ask.ScopeQuestion
    names: tuple[str, ...] = ()
    language: str = "en"


def draw(question: PictureQuestion) -> Drawing:
    """The plot that the question means.

    Raises BadQuestion for names where none belong or of a wrong number, and a scope
    where names belong; NotFound and Ambiguous for names; BadLanguage.
    """
    what, names, asked, language = (
        question.what,
        question.names,
        question.scope,
        question.language,
    )
    if what in OF_MANY:
        if names:
            right = (
                f"{what} takes no names; say which ties with --of, --between or --kind"
            )
            raise BadQuestion(f"{' '.join(map(repr, names))}: {right}")
        return of_scope(what, ask.scope(asked), language)
    if given := asked.of or " ".join(asked.between) or asked.kind:
        right = f"{what} is of ties that are named, not of --of, --between or --kind"
        raise BadQuestion(f"{given!r}: {right}")
    least, most, right = _NAMED[what]
    if not least <= len(names) <= most:
        raise BadQuestion(
            f"{what} of {' '.join(map(repr, names)) or 'nothing'}: name {right}"
        )
    if what == "volume" and len(names) == 2:
        from kizuna.workflows.report import brief

        return volume_between(brief(replace(asked, between=names)), language)
    ties = [ask.resolver(asked.known_at).resolve(text, ("tie",)) for text in names]
    if len(set(ties)) < len(ties):
        raise BadQuestion(f"{' '.join(map(repr, names))}: a tie is named twice")
    register = ask.known_register(asked.known_at, ties)
    if what == "fields":
        return fields_beside(register, ties, asked.day, language)
    made = tie_timeline if what == "timeline" else volume_of_tie
    return made(register, ties[0], asked.day, language)


def of_scope(what: str, found: Scope, language: str = "en") -> Drawing:
    """A plot of OF_MANY of a scope that is at hand."""
    return _OF_SCOPES[what](found, language)


def content_of(drawing: Drawing, suffix: str) -> bytes:
    """The picture as the content of a file: SVG in UTF-8, or PNG (2.3 pixels to one of
    the SVG).

    `suffix` is ".svg" or ".png". Raises RenderError when it cannot be set.
    """
    drawn = picture(drawing)
    if suffix == ".svg":
        return drawn.encode("utf-8") + b"\n"
    from kizuna.publish.report.renderers.typesetting import Picture, pixels

    return pixels([Picture.of(drawn)], drawing.language)[0]
