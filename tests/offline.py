"""Shuts a Python process, and those that it starts, off from every network.

Python imports a copy of this file by itself where it is called `sitecustomize.py` and PYTHONPATH names its folder.
"""

import sys

_HERE = {"127.0.0.1", "::1", "localhost"}


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook (PEP 578): any look-up of a name, and any connection, but to this machine, is an error."""
    if event == "socket.getaddrinfo" and arguments[0] not in _HERE:
        raise OSError(f"no network here: {arguments[0]}")
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in _HERE:
            raise OSError(f"no network here: {address}")


if __name__ == "sitecustomize":
    sys.addaudithook(_refuse)
