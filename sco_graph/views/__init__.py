"""Interactive pages of the graph: one HTML file each, with everything inside, that opens offline."""
