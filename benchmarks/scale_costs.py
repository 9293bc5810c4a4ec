"""What one thing of each kind costs, as it was measured: the only figures that `scale_model.py` is given.

`_s` is processor time in seconds, of the node unless the name says `db` (PostgreSQL, all its processes) or `redis`.
"""

from pathlib import Path

import msgspec
from msgspec import Struct

FILE = Path(__file__).with_suffix(".json")


class Costs(Struct, frozen=True, forbid_unknown_fields=True):
    """Measured by `python -m benchmarks.scale --measure`."""

    idle_s: float
    """A second of a node with Redis and nobody there: canary, timers, sweeps of nothing."""
    idle_db_s: float
    """The same second in PostgreSQL, for one node."""
    node_bytes: float
    """What a node holds when it has just begun."""

    open_s: float
    """A socket that comes in and follows a room from its newest entry: handshake, session, inbox, rights."""
    open_db_s: float
    socket_bytes: float
    """What a node holds for that socket, with its person's inbox."""
    kernel_bytes: float
    """What the kernel holds for the server's end of it, while nothing is on the way."""
    catch_up_s: float
    """What a socket costs more that comes back BEHIND entries late to a node that does not hold them."""
    catch_up_db_s: float

    deliver_s: float
    """One entry to one socket, alone in its round: `write` and what leads to it."""
    beat_s: float
    """One beat and ping to one socket, and its answer."""
    entry_bytes: float
    """An entry on the line, with its frame."""

    write_s: float
    """A reply by HTTP, up to its answer."""
    write_db_s: float
    render_s: float
    """What it costs the rendering process, which is another than the node's."""
    page_s: float
    """A room as a page reads it."""
    page_db_s: float
    page_bytes: float

    hear_s: float
    """News heard over Redis of a room that nobody follows here."""
    part_s: float
    """The same of who is present in a room, which is told by every node that somebody of that room is at."""
    publish_s: float
    """News given to Redis."""
    redis_in_s: float
    """One message that Redis takes."""
    redis_out_s: float
    """One message that Redis passes on to one node."""

    sweep_s: float
    """A look at the journals' heads, however many rooms it asks for."""
    sweep_db_s: float
    sweep_room_s: float
    """For each room that it asks for."""
    sweep_room_db_s: float

    machine: str = ""
    """Where it was measured: processor and their number, Python, system."""


def load(file: Path = FILE) -> Costs:
    """The costs in a file. Raises msgspec.ValidationError where it holds others."""
    return msgspec.json.decode(file.read_bytes(), type=Costs)


def save(costs: Costs, file: Path = FILE) -> None:
    """Write them, one a line."""
    rounded = {
        name: float(f"{value:.4g}") if isinstance(value, float) else value
        for name, value in msgspec.structs.asdict(costs).items()
    }
    file.write_bytes(msgspec.json.format(msgspec.json.encode(rounded), indent=2) + b"\n")
