"""Rules and characters to grids: geometry alone, for PDF paths and the strokes of a scanned page alike."""
