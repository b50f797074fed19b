"""The network as DOT or GraphML, for programs that draw graphs."""

from xml.sax.saxutils import escape, quoteattr

from netintern.services.queries.network import Edge, Network, Node

_NODE_KEYS = {
    "name": "string",
    "circle": "string",
    "organisation": "string",
    "met": "boolean",
    "wish": "boolean",
}
_EDGE_KEYS = {"kind": "string", "level": "int"}
"""What is told of nodes and edges, and the type of its values."""


def to_dot(network: Network) -> str:
    """The network for Graphviz: a node is the id of the person, its label the name.

    `a -> b` means that a suggested b; with `dir=none` they know each other.
    """
    lines = ["digraph netintern {"]
    lines += [f"  {node.id} [label={_quoted(node.name)}];" for node in network.nodes]
    lines += [f"  {edge.source} -> {edge.target}{_style(edge)};" for edge in network.edges]
    return "\n".join([*lines, "}", ""])


def to_graphml(network: Network) -> str:
    """The network for Gephi, yEd, or NetworkX, with the name and the circle of every person.

    All edges have a direction, since not every reader takes two sorts in one file; of kind `knows`
    it means nothing.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(_key(name, "node", sort) for name, sort in _NODE_KEYS.items()),
        *(_key(name, "edge", sort) for name, sort in _EDGE_KEYS.items()),
        '  <graph id="netintern" edgedefault="directed">',
    ]
    for node in network.nodes:
        lines.append(f'    <node id="{node.id}">{_data(_node_values(node))}</node>')
    for edge in network.edges:
        ends = f'source="{edge.source}" target="{edge.target}"'
        values = _data({"kind": edge.kind, "level": str(edge.level)})
        lines.append(f"    <edge {ends}>{values}</edge>")
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _style(edge: Edge) -> str:
    return "" if edge.kind == "introduced" else " [dir=none]"


def _key(name: str, element: str, sort: str) -> str:
    attributes = f'id={quoteattr(name)} for="{element}" attr.name={quoteattr(name)}'
    return f'  <key {attributes} attr.type="{sort}"/>'


def _node_values(node: Node) -> dict[str, str]:
    return {
        "name": node.name,
        "circle": node.circle or "",
        "organisation": node.org,
        "met": "true" if node.met else "false",
        "wish": "true" if node.wish else "false",
    }


def _data(values: dict[str, str]) -> str:
    shown = (f"<data key={quoteattr(key)}>{escape(text)}</data>" for key, text in values.items())
    return "".join(shown)
