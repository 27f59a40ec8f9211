"""From bytes to raw records: the document's own words, each with its place."""
