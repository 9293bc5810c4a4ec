"""Pages: the built client served from memory, and documents that need no script."""
