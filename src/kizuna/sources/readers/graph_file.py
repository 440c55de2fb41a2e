"""Graphs in GEXF and GraphML as lists of edges, each with the attributes of its two nodes.

Law: an edge is a row; `source` and `target` are the labels of the nodes where they have one, else their ids, and
what is said of a node stands under `source.NAME` and `target.NAME`. No entity is expanded and nothing fetched.
"""

from collections import Counter
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from kizuna.errors import BadFile
from kizuna.sources.readers.file_formats import Table, make_rows, not_a_table

_KINDS = ("gexf", "graphml")
_LABELS = ("label", "name")
_ENDS = ("source", "target")
_LEFT_OUT = frozenset((*_ENDS, "id", "directed", "type"))

Said = dict[str, str]
"""What is said of a node or an edge, by the name of the attribute."""


def read_graph(raw: bytes, name: str) -> Table:
    """The edges, a row each; beside them the nodes that no edge joins, by label, and by label and id where another
    node has the label.

    Raises BadFile for damaged XML, for XML of another kind, and for a graph without an edge.
    """
    root = _root(raw, name)
    titles = _titles(root)
    nodes: dict[str, tuple[str, Said]] = {}
    for node in root.iter("{*}node"):
        said = _attributes(node, titles)
        label = said.pop(next((key for key in said if key.casefold() in _LABELS), ""), "")
        nodes[node.get("id", "")] = label, said
    edges, joined = list[Said](), set[str]()
    for edge in root.iter("{*}edge"):
        row: Said = {}
        for end in _ENDS:
            ref = edge.get(end, "")
            joined.add(ref)
            label, said = nodes.get(ref, ("", {}))
            row[end] = label or ref
            if label and label != ref:
                row[f"{end}.id"] = ref
            row |= {f"{end}.{key}": text for key, text in said.items()}
        own = _attributes(edge, titles)
        edges.append(row | {key: text for key, text in own.items() if key not in row})
    if not edges:
        raise BadFile(f"{name!r} is a graph without an edge")
    found = {key: None for edge in edges for key in edge}
    columns = (*(k for end in _ENDS for k in found if k.partition(".")[0] == end),)
    columns += tuple(key for key in found if key not in columns)
    texts = ([edge.get(column, "") for column in columns] for edge in edges)
    labels = {ref: label or ref for ref, (label, _) in nodes.items()}
    times = Counter(labels.values())
    free = ((ref, labels[ref]) for ref in nodes.keys() - joined)
    alone = tuple(sorted(one if times[one] == 1 else f"{one} ({ref})" for ref, one in free))
    return Table(name, "", columns, make_rows(enumerate(texts, 1)), keyed=True, alone=alone)


def _root(raw: bytes, name: str) -> Any:
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    parser = etree.XMLParser(**safe, remove_comments=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadFile(f"{name!r} is damaged XML: {error}") from None
    if _tag(root) not in _KINDS:
        raise not_a_table(name, f"an XML file of <{_tag(root)[:40]}>")
    return root


def _tag(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _titles(root: Any) -> dict[str, str]:
    """The names of the attributes by the ids under which values are given, of nodes as of edges."""
    keys = ((key.get("id", ""), key.get("attr.name")) for key in root.iter("{*}key"))
    titles = {ref: named or ref for ref, named in keys}
    for held in root.iter("{*}attributes"):
        kind = held.get("class", "node")
        for attribute in held.iter("{*}attribute"):
            titles[f"{kind} {attribute.get('id')}"] = attribute.get("title", "")
    return titles


def _attributes(element: Any, titles: dict[str, str]) -> Said:
    """What is said of a node or an edge: its own attributes, and the values that it holds."""
    said = {str(k): str(v).strip() for k, v in element.attrib.items() if k not in _LEFT_OUT}
    for held in element.findall("{*}attvalues/*") or element.findall("{*}data"):
        key = held.get("for") or held.get("key") or held.get("id") or ""
        title = titles.get(f"{_tag(element)} {key}") or titles.get(key) or key
        text = held.get("value")
        said[title] = " ".join(("".join(held.itertext()) if text is None else text).split())
    return {title: text for title, text in said.items() if text}
