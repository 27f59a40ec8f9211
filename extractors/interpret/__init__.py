"""From the grids and lines of a document to raw records: which label governs which cell, and what the cell therefore says."""
