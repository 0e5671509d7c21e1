"""What OWL 2 DL forbids, by the OWL API, which lies inside the HermiT that owlready2 brings; needs Java."""

import subprocess
from pathlib import Path

from conftest import tool

_SOURCE = Path(__file__).parent / "OwlProfile.java"


def violations(path: Path) -> list[str]:
    """All that is outside the profile OWL 2 DL in an ontology (Turtle or RDF/XML), in the OWL API's words."""
    import owlready2

    hermit = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    # Java 11 and later run a source file as it is.
    command = [tool("java", "default-jre-headless"), "-cp", str(hermit), str(_SOURCE), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    axioms, *found = done.stdout.splitlines()
    assert int(axioms) > 0, f"{path}: read as empty"
    return found
