"""The graph as files for other tools."""
