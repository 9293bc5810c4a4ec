"""The running program: transports, sign-in, live delivery, and the root that puts all of it together."""
