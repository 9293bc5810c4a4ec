"""Faults made on purpose, and the judge of what was seen while they lasted."""
