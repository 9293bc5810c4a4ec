"""Consultation: a period in which a room is asked what it thinks of a text, and an answer to each comment of it."""
