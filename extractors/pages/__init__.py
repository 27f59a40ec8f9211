"""Pages put together: reading order, running heads, paragraphs, and tables that a page break cuts."""
