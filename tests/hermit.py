"""The reasoner HermiT, by owlready2, which needs Java."""

from pathlib import Path

from conftest import tool


def is_consistent(path: Path) -> bool:
    """Whether HermiT finds a model."""
    tool("java", "default-jre-headless")
    import owlready2

    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    try:
        with world.get_ontology("https://example.org/inferred"):
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    assert list(world.inconsistent_classes()) == []
    return True
