"""What a printed value means: pure functions of text and a small context."""
