"""Conversations in the open Polis export: read into a room, or played as people through the public API."""
