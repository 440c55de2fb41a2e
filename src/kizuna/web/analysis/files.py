"""Answers as files: CSV and JSON of a page's question, and whatever else is made to be kept."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from django.http import HttpResponse

from kizuna.errors import BadQuestion
from kizuna.publish.export.subject import MEDIA_TYPES

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_ALONE = "sandbox allow-scripts allow-popups allow-modals allow-downloads; frame-ancestors 'none'"
"""A note runs its own script as a page of no site: it reads no cookie, and asks this site for nothing."""


def file_response(content: bytes, name: str, *, keep: bool = True) -> HttpResponse:
    """A file by its name, to be kept or, unless `keep`, to be shown where the browser can.

    HTML comes with the policy that it states for itself, by the digests of what is in it, and stands alone. Raises
    BadQuestion for HTML that states none.
    """
    ending = name.rpartition(".")[2]
    response = HttpResponse(
        content, content_type=MEDIA_TYPES.get(ending, "application/octet-stream")
    )
    way = "attachment" if keep else "inline"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    if ending == "html":
        found = _POLICY.search(content)
        if found is None:
            raise BadQuestion("the note states no policy for its content")
        response["Content-Security-Policy"] = f"{html.unescape(found[1].decode())}; {_ALONE}"
    return response
