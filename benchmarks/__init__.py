"""One script for each claim of speed: run them from the checkout, `python -m benchmarks.fanout`."""
