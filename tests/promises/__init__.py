"""What the product promises, each with a test that can fail and a figure. Sizes: check, nightly, full."""
