"""A page with one network: pyvis fills our template, and a strict policy keeps everything else out.

pyvis's own template asks a CDN for scripts and prints some strings unescaped, so `network_files/page.html` replaces it.
The policy in the page allows no request and only the scripts and the style that are listed by hash.
"""

import json
from importlib.resources import files
from pathlib import Path
from typing import Final

from sco_graph.views.policy import dress
from sco_graph.views.scene import Scene

SCRIPTS: Final = (
    "words.js",
    "model.js",
    "shown.js",
    "places.js",
    "colours.js",
    "pieces.js",
    "picture.js",
    "camera.js",
    "relation.js",
    "panel.js",
    "finder.js",
    "legend.js",
    "clock.js",
    "listing.js",
    "poster.js",
    "save.js",
    "share.js",
    "keys.js",
    "start.js",
)
"""Our scripts, in the order in which they run after vis-network."""
STYLES: Final = ("tokens.css", "network_files/page.css")
"""The styles, from the folder of this module: the tokens are those of the static pages too."""


def write_page(scene: Scene, path: Path) -> None:
    """Write the page of a scene as UTF-8; without an hour, a name or anything else of the machine in it."""
    # Not pyvis's write_html, which writes in the encoding of the locale.
    path.write_text(page_of(scene), encoding="utf-8", newline="\n")


def page_of(scene: Scene) -> str:
    """The page of a scene as HTML text, all that it needs inside."""
    from pyvis.network import Network

    # Directed only in name: pyvis looks for a twin of every edge of an undirected network, which takes E x E steps.
    net = Network(directed=True, heading=scene["titles"]["en"])
    net.set_options(json.dumps({"physics": {"enabled": False}}))
    for node in scene["nodes"]:
        look = scene["kinds"][node["kind"]]
        more = {name: value for name, value in node.items() if name not in ("id", "label")}
        net.add_node(node["id"], label=node["label"], shape=look["shape"] or "dot", color=look["colour"], **more)
    for edge in scene["edges"]:
        net.add_edge(edge["from"], edge["to"], arrows="", **{k: v for k, v in edge.items() if k not in ("from", "to")})
    views = files("sco_graph.views")
    here = views.joinpath("network_files")
    net.set_template_dir(str(views), "network_files/page.html")
    net.templateEnv.autoescape = True
    # Compact; jinja2's tojson escapes <, >, & and ' also with these.
    net.templateEnv.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "ensure_ascii": False}
    style = "".join(views.joinpath(name).read_text(encoding="utf-8") for name in STYLES)
    scripts = [_vis_network(), *(here.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)]
    net.templateEnv.globals.update(
        scene={name: value for name, value in scene.items() if name not in ("nodes", "edges")}
        | {"words": json.loads(here.joinpath("words.json").read_text(encoding="utf-8"))},
        dress=dress(style, scripts),
    )
    return str(net.generate_html())


def _vis_network() -> str:
    """The script of vis-network as pyvis ships it. Its style sheet (220 kB) is of buttons that we do not use."""
    script = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
    return script.read_text(encoding="utf-8")
