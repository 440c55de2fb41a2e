"""The look: light, dark, or as the reader's device has it; kept in a cookie, so that pages are made in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kizuna.errors import BadQuestion

LOOK = "look"
"""The name of the look in an address."""
LOOKS = ("device", "light", "dark")
_COOKIE = "kizuna_look"
_YEAR = 365 * 24 * 3600


def look_of(request: HttpRequest) -> str:
    """One of LOOKS: that of the address, else of the cookie, else the device's."""
    for given in (request.GET.get(LOOK), request.COOKIES.get(_COOKIE)):
        if given in LOOKS:
            return given
    return LOOKS[0]


def check_look(request: HttpRequest) -> None:
    """Raises BadQuestion for a look in the address that is none."""
    given = request.GET.get(LOOK)
    if given and given not in LOOKS:
        raise BadQuestion(f"{given!r} is not a look; there are {', '.join(LOOKS)}")


def keep_look(request: HttpRequest, response: HttpResponse) -> None:
    """Set the cookie to the look that the address names; the device's look needs none."""
    given = request.GET.get(LOOK)
    if given == LOOKS[0]:
        response.delete_cookie(_COOKIE, samesite="Lax")
    elif given in LOOKS:
        response.set_cookie(_COOKIE, given, max_age=_YEAR, samesite="Lax")
