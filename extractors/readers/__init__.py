"""One module a container: bytes to a Document. A third-party parser is imported by its own reader and nowhere else."""
