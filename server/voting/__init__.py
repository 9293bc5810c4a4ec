"""Votes in the running server: what closes them, tells turnout and signs their logs."""
