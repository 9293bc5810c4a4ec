"""Durable followers: what is done after an entry, once, by whichever process is there, whatever is killed meanwhile."""
