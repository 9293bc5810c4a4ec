"""What operators see: whether a process is ready, and what it counts."""
