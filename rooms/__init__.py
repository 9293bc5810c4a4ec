"""The deliberation itself: people, rooms, threads, posts and the journal of every room.

Knows Postgres and msgspec; knows nothing of HTTP, sockets, Redis or pages.
"""
