"""Read news: from a text to claims, each judged against the graph."""
