"""Who asks for a page, and which pages ask for somebody who may.

Law: a page that needs a role says so by `needs`; without one anybody may open it. What
of the register the reader may see is not decided here, but by `kizuna.workflows.ask`,
which is told who reads.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kizuna.store.queries.accounts import Account, Role
from kizuna.web.rendering import is_part, keep_unsent, render, with_query
from kizuna.workflows.acting import Hand, hand_of

View = TypeVar("View", bound=Callable[..., HttpResponse])
SIGN_IN = "/sign-in"
FORM = ("GET", "HEAD", "POST")
"""The methods of a page with a form that is sent to itself."""


def account(request: HttpRequest) -> Account | None:
    """The account that is signed in, None for anybody else."""
    return request.account


def signed_in(request: HttpRequest) -> Account:
    """The account that is signed in; for pages behind `needs`."""
    return request.account


def own_hand(request: HttpRequest) -> Hand:
    """The hand of the account that is signed in; for pages behind `needs`."""
    return hand_of(signed_in(request))


def needs(role: str, *methods: str) -> Callable[[View], View]:
    """A page for accounts of that role or a higher one, by these methods alone where
    some are named.

    Others are led to the sign-in and back, or told what they would need (403).
    """
    wanted = Role(role)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
            if (who := account(request)) is None:
                return to_sign_in(request)
            if not who.has(wanted):
                return render(
                    request, "refused.html.jinja", status=403, wanted=wanted.value
                )
            return view(request, *args, **given)

        return require_http_methods(methods)(guarded) if methods else guarded  # type: ignore[return-value]

    return decorate


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the sign-in and back to the page that was asked for.

    A part of a page asks the browser to go there; what was posted cannot be asked for
    again, so it leads back to the page that it was posted from, which shows once what
    was written.
    """
    asked, from_page = request.get_full_path(), request.headers.get("Referer", "/")
    back = asked if request.method == "GET" else from_page
    if request.method == "POST":
        keep_unsent(request, back)
    address = with_query(SIGN_IN, [("next", back)])
    if is_part(request):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
