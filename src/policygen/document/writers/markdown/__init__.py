"""The Markdown edition."""
