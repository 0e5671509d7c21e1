"""What all static pages have around them: templates, style, scripts, and a policy that lets nothing else in.

A page `matrix` is the template `site_files/matrix.html` with, where they exist, a style and a script of the same name
beside the shared ones. The policy in the page names them by hash and allows no request.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from sco_graph.network.records import Model
from sco_graph.views.policy import CLASS_NAME, COLOUR, Dress, dress
from sco_graph.views.sheet import Sheet

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER: Final = "site_files"


@dataclass
class Frame:
    """Makes pages of one model. Reads each template, style and script once."""

    model: Model
    _dresses: dict[str, Dress] = field(default_factory=dict)

    def page(self, name: str, sheet: Sheet, **context: Any) -> str:
        """The page `name` as HTML; `context` is what its template shows, `s` there is the sheet."""
        if name not in self._dresses:
            self._dresses[name] = _dress(self.model, name)
        template = _environment().get_template(f"{_FOLDER}/{name}.html")
        return template.render(s=sheet, model=self.model, dress=self._dresses[name], **context)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sco_graph.views", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Real characters, not \\u escapes: smaller, and readable. tojson still escapes what HTML could mistake.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _dress(model: Model, name: str) -> Dress:
    style = _style([_read("tokens.css"), *_own("site.css", f"{name}.css")], _colours(model))
    return dress(style, [_plain(script) for script in _own("site.js", f"{name}.js")])


def _own(*names: str) -> list[str]:
    """The files of the static pages that exist, of those named."""
    return [_read(_FOLDER, name) for name in names if files("sco_graph.views").joinpath(_FOLDER, name).is_file()]


def _read(*path: str) -> str:
    return files("sco_graph.views").joinpath(*path).read_text(encoding="utf-8")


def _plain(script: str) -> str:
    """A script without lines that are comments, and without indents, for the same reason as the style."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def _style(sheets: Sequence[str], colours: Mapping[str, str]) -> str:
    """One style, without comments and spaces that say nothing: it stands in more than a thousand pages."""
    rules = "".join(f".{name}{{--kind:{colour}}}\n" for name, colour in sorted(colours.items()))
    plain = re.sub(r"/\*.*?\*/", "", "".join(sheets), flags=re.DOTALL)
    return re.sub(r"\s*([{};])\s*", r"\1", plain).strip() + "\n" + rules


def _colours(model: Model) -> dict[str, str]:
    """The ontology's colours by CSS class: `kind-State`, `is-member`. What is no plain name or colour has none."""
    found = {f"kind-{kind.name}": kind.colour for kind in model.kinds.values() if kind.nature != "link"}
    found |= {f"is-{concept}": colour for concept, colour in model.colours.items()}
    return {name: colour for name, colour in found.items() if CLASS_NAME.fullmatch(name) and COLOUR.fullmatch(colour)}
