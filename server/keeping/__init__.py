"""A portal in one file, and back: `dienhong backup` while it serves, `dienhong restore` into an empty one."""
