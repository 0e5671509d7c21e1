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

from markupsafe import Markup

from sco_graph.network.records import Model
from sco_graph.views.policy import CLASS_NAME, COLOUR, hashes
from sco_graph.views.sheet import Sheet

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER: Final = "site_files"


@dataclass(frozen=True, slots=True)
class _Dress:
    """Style and scripts of a page, each with the hashes that its policy lists."""

    style: Markup
    scripts: list[Markup]
    style_hashes: Markup
    script_hashes: Markup


@dataclass
class Frame:
    """Makes pages of one model. Reads each template, style and script once."""

    model: Model
    _dresses: dict[str, _Dress] = field(default_factory=dict)

    def page(self, name: str, sheet: Sheet, **context: Any) -> str:
        """The page `name` as HTML; `context` is what its template shows, `s` there is the sheet."""
        if name not in self._dresses:
            self._dresses[name] = _dress(self.model, name)
        template = _environment().get_template(f"{name}.html")
        return template.render(s=sheet, model=self.model, dress=self._dresses[name], **context)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sco_graph.views", _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Real characters, not \\u escapes: smaller, and readable. tojson still escapes what HTML could mistake.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _dress(model: Model, name: str) -> _Dress:
    style = _style([_read("tokens.css"), *_own("site.css", f"{name}.css")], _colours(model))
    scripts = list(_own("site.js", f"{name}.js"))
    return _Dress(Markup(style), [Markup(script) for script in scripts], hashes([style]), hashes(scripts))


def _own(*names: str) -> list[str]:
    """The files of the static pages that exist, of those named."""
    return [_read(_FOLDER, name) for name in names if files("sco_graph.views").joinpath(_FOLDER, name).is_file()]


def _read(*path: str) -> str:
    return files("sco_graph.views").joinpath(*path).read_text(encoding="utf-8")


def _style(sheets: Sequence[str], colours: Mapping[str, str]) -> str:
    """One style, without comments and indents: it stands in more than a thousand pages."""
    rules = "".join(f".{name}{{--kind:{colour}}}\n" for name, colour in sorted(colours.items()))
    plain = re.sub(r"/\*.*?\*/", "", "".join(sheets), flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", plain).strip() + "\n" + rules


def _colours(model: Model) -> dict[str, str]:
    """The ontology's colours by CSS class: `kind-State`, `is-member`. What is no plain name or colour has none."""
    found = {f"kind-{kind.name}": kind.colour for kind in model.kinds.values()}
    found |= {f"is-{concept}": colour for concept, colour in model.colours.items()}
    return {name: colour for name, colour in found.items() if CLASS_NAME.fullmatch(name) and COLOUR.fullmatch(colour)}
