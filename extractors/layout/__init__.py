"""Pages put together: paragraphs over lines, tables over pages."""
