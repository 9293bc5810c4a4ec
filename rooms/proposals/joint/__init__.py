"""Drafting together: one text, edited by its co-authors at the same time.

The document is one of Yjs: edits that were made at once, or in whatever order they arrive, come to the same text. Here stands what
the server knows of it: the edits in the order in which it took them, whose each is, and the text they come to.
"""
