"""Files on their way in and out: received, looked at, kept by digest, served so that nothing in them can run."""
