"""What may stand in a page as it is: names and colours of CSS, and the style and scripts that its policy lists."""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from markupsafe import Markup

CLASS_NAME: Final = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Dress:
    """Style and scripts of a page, each with the hashes that its policy lists (`head.html`)."""

    style: Markup
    scripts: list[Markup]
    style_hashes: Markup
    script_hashes: Markup


def dress(style: str, scripts: Iterable[str]) -> Dress:
    """The dress of a page from texts of our own, which stand in it as they are."""
    ours = [Markup(script) for script in scripts]
    return Dress(Markup(style), ours, _hashes([style]), _hashes(ours))


def _hashes(texts: Iterable[str]) -> Markup:
    """Sources of a Content-Security-Policy for inline texts (W3C CSP 3, 8.3)."""
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return Markup(" ").join(Markup("'sha256-{}'").format(digest) for digest in digests)
