"""DOT and GraphML: the same people and ties as the network, whatever the names hold."""

import re
from xml.etree import ElementTree

import networkx

from netintern.interop.graph_export import to_dot, to_graphml
from netintern.services.queries.network import Edge, Network, Node

NAMES = ['Ana "A" \\ Silva', "Tom <&> Okafor", "Łukasz -> Żak"]
NETWORK = Network(
    tuple(
        Node(number, name, "field", "Acme & Co", True, False, None, None, 50, "warm", 30, 0.0, ())
        for number, name in enumerate(NAMES, start=1)
    ),
    (Edge(1, 2, "introduced", 2), Edge(2, 3, "knows", 3)),
    0,
)
SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def test_dot() -> None:
    text = to_dot(NETWORK)
    labels = dict(re.findall(r'^  (\d+) \[label="((?:[^"\\]|\\.)*)"\];$', text, re.M))
    assert [re.sub(r"\\(.)", r"\1", labels[str(key)]) for key in (1, 2, 3)] == NAMES
    edges = re.findall(r"^  (\d+) -> (\d+)(?: \[dir=(none)\])?;$", text, re.M)
    assert edges == [("1", "2", ""), ("2", "3", "none")]


def test_graphml() -> None:
    graph = ElementTree.fromstring(to_graphml(NETWORK)).find(f"{SPACE}graph")
    assert graph is not None
    nodes = {node.get("id"): node for node in graph.iter(f"{SPACE}node")}
    names = [nodes[str(key)].find(f"{SPACE}data[@key='name']") for key in (1, 2, 3)]
    assert [name.text for name in names if name is not None] == NAMES
    edges = [(edge.get("source"), edge.get("target")) for edge in graph.iter(f"{SPACE}edge")]
    assert edges == [("1", "2"), ("2", "3")]


def test_graphml_as_another_program_reads_it() -> None:
    graph = networkx.parse_graphml(to_graphml(NETWORK))
    assert dict(graph.nodes(data="name")) == {str(at): n for at, n in enumerate(NAMES, start=1)}
    assert all(met is True for _, met in graph.nodes(data="met"))
    assert list(graph.edges(data=True)) == [
        ("1", "2", {"kind": "introduced", "level": 2}),
        ("2", "3", {"kind": "knows", "level": 3}),
    ]


def test_nobody() -> None:
    assert to_dot(Network((), (), 0)) == "digraph netintern {\n}\n"
    ElementTree.fromstring(to_graphml(Network((), (), 0)))
