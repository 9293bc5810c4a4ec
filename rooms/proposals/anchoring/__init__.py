"""Anchors: what a comment is about, and where that stands in later versions of the text."""
