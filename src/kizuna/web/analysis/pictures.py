"""Pictures inside a page: a drawing whose marks are links to the claims or the ties that they rest on."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from markupsafe import Markup

_SVG = "http://www.w3.org/2000/svg"
_FEW = 80
"""Of more marks than this, none is a stop of the tab key: the list beside the picture is the keyboard's way."""


def linked(svg: str, address: Callable[[str], str]) -> Markup:
    """The drawing as safe markup; `address` gives the address of a path.

    A mark of several claims leads to the first of them; its title is read out. The drawing loses no title and no
    description, and has no style attribute, which the policy for content forbids.
    """
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    marks = [(group, path) for group in root.iter(f"{{{_SVG}}}g") if (path := _path_of(group))]
    for group, path in marks:
        _link(group, address(path), is_stop=len(marks) <= _FEW)
    if marks:
        root.set("role", "group")
    for element in root.iter():
        element.attrib.pop("style", None)
    return Markup(etree.tostring(root, encoding="unicode"))


def _path_of(group: etree._Element) -> str:
    """The path of what a mark rests on; "" for what is no mark."""
    claims = (group.get("data-claims") or "").split()
    ties = (group.get("data-ties") or "").split()
    if claims:
        return f"/claim/{claims[0]}"
    return f"/{ties[0]}" if ties else ""


def _link(group: etree._Element, address: str, *, is_stop: bool) -> None:
    """Put what a mark is drawn with into a link."""
    title = group.find(f"{{{_SVG}}}title")
    made = etree.Element(f"{{{_SVG}}}a", href=address)
    if title is not None and title.text:
        made.set("aria-label", title.text)
    if not is_stop:
        made.set("tabindex", "-1")
    if address.startswith("/claim/"):
        made.set("hx-get", address)
        made.set("hx-target", "#evidence")
    made.extend(list(group))
    group.append(made)
