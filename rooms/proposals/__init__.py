"""Proposals: from an argument to a text that a room can support, amend and vote on.

A proposal is drafted at a table of its own, a room of kind `drafting` whose members are its co-authors. Opened, it stands in a
discussion room: what happens to it are entries of that room's journal, its discussion is a thread there, its versions are
never changed, and its stages follow the procedure that was copied into it.
"""
