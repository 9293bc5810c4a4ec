"""Who is asking: passwords, sessions, and the link that makes the first administrator."""
