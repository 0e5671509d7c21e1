"""What may stand in a page as it is: names and colours of CSS, and the scripts and styles that its policy lists."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from markupsafe import Markup

CLASS_NAME: Final = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def hashes(texts: Iterable[str]) -> Markup:
    """Sources of a Content-Security-Policy for inline texts (W3C CSP 3, 8.3)."""
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return Markup(" ").join(Markup("'sha256-{}'").format(digest) for digest in digests)
