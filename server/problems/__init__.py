"""Refusals as RFC 9457 problem details, in the reader's language, with a type that never changes."""
