"""The live path: every follower of a room gets every entry, in order, once, from any number on."""
