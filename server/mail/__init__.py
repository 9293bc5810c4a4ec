"""E-mail: what letters say, and how they get to the mail server."""
