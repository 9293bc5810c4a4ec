"""The record: every audit row a leaf of a Merkle log (RFC 6962) whose heads are signed outside the database.

Writers are not slowed down by it: they leave a row, in the transaction of the act. `chaining` numbers and hashes
what has been committed, `following` calls it again and again, `notes` signs. Whoever has kept one signed head
can see whether anything before it was changed since; `verify.py` is the program for that, on its own.
"""
