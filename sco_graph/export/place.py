"""Where an export goes: one file or one new folder, whole or not at all."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from sco_graph.problems import UsageError


def write_file(path: Path, data: bytes) -> None:
    """Write `data` in the place of what was there. Raises UsageError where that cannot be; the old file stays."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as aside:
            fresh = Path(aside) / path.name
            fresh.write_bytes(data)
            fresh.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; nothing was changed") from error


def write_folder(path: Path, files: Mapping[str, str]) -> None:
    """Write a new folder of files. Raises UsageError where one is that is not empty, or it cannot be written."""
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError(f"{path}: there already; choose another --out, or remove it first")
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as aside:
            fresh = Path(aside) / path.name
            fresh.mkdir()
            for name, text in files.items():
                (fresh / name).write_text(text, encoding="utf-8", newline="\n")
            if path.exists():
                path.rmdir()
            fresh.rename(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; nothing was changed") from error
