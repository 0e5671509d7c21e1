"""Runs the notebooks offline and keeps their outputs.

After a change of the data, `python -m tests.notebooks` refreshes them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbformat import NotebookNode
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def run(notebook: NotebookNode, project: Path) -> NotebookNode:
    """A copy of the notebook, run from its first cell to its last in a folder that holds `build/`, without a network.

    Raises nbclient's CellExecutionError where a cell fails.
    """
    guard = project / ".offline"
    guard.mkdir(exist_ok=True)
    shutil.copyfile(ROOT / "tests" / "offline.py", guard / "sitecustomize.py")
    environment = os.environ | {
        "PYTHONPATH": str(guard),
        "IPYTHONDIR": str(project / ".ipython"),  # not the user's own profile and start-up files
        "MPLCONFIGDIR": str(project / ".matplotlib"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    # Matplotlib lists the fonts at its first import, and says so if that takes long.
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], env=environment, check=True)
    fresh: NotebookNode = nbformat.from_dict(notebook)
    place = {"metadata": {"path": str(project)}}
    client = NotebookClient(
        fresh,
        extra_arguments=["--log-level=ERROR"],
        timeout=300,
        record_timing=False,
        coalesce_streams=True,
        resources=place,
    )
    # No folders of kernels: the only one is that of this Python.
    client.create_kernel_manager().kernel_spec_manager = KernelSpecManager(kernel_dirs=[])
    client.execute(env=environment)
    return fresh


def kept(notebook: NotebookNode) -> NotebookNode:
    """A copy as it is committed: no counts, no versions of the kernel, small pictures, no pages in frames."""
    copy: NotebookNode = nbformat.from_dict(notebook)
    copy.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in copy.cells:
        cell.metadata = {}
        if cell.cell_type != "code":
            continue
        cell.execution_count = None
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = None
            if "<iframe" in output.get("data", {}).get("text/html", ""):
                output.data = {"text/plain": "(a page in a frame: run the cell to see it)"}
            if "image/png" in output.get("data", {}):
                output.data["image/png"] = _fewer_colours(output.data["image/png"])
    return copy


def _fewer_colours(png: str) -> str:
    """The picture with a palette, a quarter as large; one with a palette stays."""
    picture = Image.open(BytesIO(b64decode(png)))
    if picture.mode == "P":
        return png
    small = BytesIO()
    picture.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(small, "png", optimize=True)
    return b64encode(small.getvalue()).decode()


def read(path: Path) -> NotebookNode:
    """The notebook in a file."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def refresh() -> None:
    """Run every notebook on a build of the tables as they are now, and write it back with its new outputs."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "docs" / "example-data", project / "docs" / "example-data")
        build = [sys.executable, "-m", "sco_graph", "build", "--no-views", "--data", str(ROOT / "data")]
        subprocess.run([*build, "--out", str(project / "build")], check=True, stdout=subprocess.DEVNULL)
        for path in NOTEBOOKS:
            nbformat.write(kept(run(read(path), project)), path)
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    refresh()
