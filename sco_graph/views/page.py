"""A page with one network: pyvis fills our template, and a strict policy keeps everything else out.

pyvis's own template asks a CDN for scripts and prints some strings unescaped, so `page.html` replaces it. The policy
in the page allows no request and only the scripts and the style that are listed by hash.
"""

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

OPTIONS: Final[dict[str, Any]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {"shapeProperties": {"interpolation": False}},
    "edges": {"smooth": False, "selectionWidth": 1},
}


def write_page(
    path: Path,
    heading: str,
    nodes: list[dict[str, Any]],
    edges: list[dict[str, Any]],
    colours: dict[str, str],
    **context: Any,
) -> None:
    """Write a page. Nodes and edges are those of vis-network, with more fields for `page.js`.

    `colours` become custom properties of the style; `context` is what `page.html` shows beside the network.
    """
    from pyvis.network import Network

    # Directed only in name: pyvis looks for a twin of every edge of an undirected network, which takes E x E steps.
    net = Network(directed=True, heading=heading)
    net.set_options(json.dumps(OPTIONS))
    for node in nodes:
        net.add_node(node["id"], **{name: value for name, value in node.items() if name != "id"})
    for edge in edges:
        more = {name: value for name, value in edge.items() if name not in ("from", "to")}
        net.add_edge(edge["from"], edge["to"], arrows="", **more)
    here = files("sco_graph.views")
    net.set_template_dir(str(here), "page.html")
    net.templateEnv.autoescape = True
    properties = "".join(f"--{name}:{value};" for name, value in colours.items())
    style = f":root{{{properties}}}\n" + here.joinpath("page.css").read_text(encoding="utf-8")
    scripts = [_vis_network(), here.joinpath("page.js").read_text(encoding="utf-8")]
    net.templateEnv.globals.update(
        context, style=style, scripts=scripts, style_hashes=_hashes([style]), script_hashes=_hashes(scripts)
    )
    # Not pyvis's write_html, which writes in the encoding of the locale.
    path.write_text(net.generate_html(), encoding="utf-8", newline="\n")


def _vis_network() -> str:
    """The script of vis-network as pyvis ships it. Its style sheet (220 kB) is of buttons that we do not use."""
    script = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
    return script.read_text(encoding="utf-8")


def _hashes(texts: list[str]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)
