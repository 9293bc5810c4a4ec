"""What is said when the database cannot be had."""


class Unusable(RuntimeError):
    """The embedded database cannot run here; the message is for the operator and says what to do."""
