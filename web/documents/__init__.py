"""Script-free pages: pure functions from structs to HTML, for reading, printing and citing on any device."""
