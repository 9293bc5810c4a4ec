"""HTTP, one module per subject: each handler is one call into the domain."""
