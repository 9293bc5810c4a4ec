"""What many sockets ask of nodes, Redis and PostgreSQL: arithmetic over measured costs, without a clock or a network.

The idea to hold: everything here is a rate times a cost. Rates follow from how the live path works (docs/live.md);
each method says from which part. Nodes are processes: one loop, one core each.
"""

import math

from msgspec import Struct, structs

from benchmarks.scale_costs import Costs
from server.live.lane import REPEAT_S
from server.live.sweep import SWEEP_S, SWEEP_WITHOUT_BUS_S
from server.live.wheel import BEAT_S

HEADERS_BYTES = 66  # Ethernet, IPv4 and TCP with timestamps around a small write
BEAT_BYTES = 120  # a beat, a ping and the pong, without the headers
CANARIES_PER_S = 1.0  # of each node, heard by itself alone
STATEMENTS = {
    "write": 14,
    "page": 8,
    "open": 0.2,
}  # at PostgreSQL; who comes in at once is asked for at once
BEHIND = 20  # entries that somebody who comes back has missed


class Scenario(Struct, frozen=True):
    """Who is there and what they do. A socket follows one room and its person's inbox."""

    sockets: int
    per_room: int = 200
    """Followers of one room."""
    per_person: int = 1
    """Sockets of one person, which share an inbox."""
    entries_per_person_s: float = 1 / 600
    """Everybody writes something in ten minutes: a lively evening, not a quiet day."""
    pages_per_person_s: float = 1 / 120
    """And opens another room or thread every two."""
    present: float = 0.5
    """The part of them who have the room before them; the others' tabs are hidden."""
    redis: bool = True
    """False: it is away, and the sweep goes on alone."""

    @property
    def rooms(self) -> float:
        """Rooms that are followed, inboxes not counted."""
        return max(1.0, self.sockets / self.per_room)

    @property
    def followers(self) -> float:
        """Of each room."""
        return self.sockets / self.rooms

    @property
    def entries_per_s(self) -> float:
        """Of all rooms."""
        return self.sockets * self.entries_per_person_s

    @property
    def deliveries_per_s(self) -> float:
        """Of all nodes: every entry goes to every follower of its room."""
        return self.entries_per_s * self.followers

    def at(self, sockets: int) -> "Scenario":
        """The same of so many."""
        return structs.replace(self, sockets=sockets)

    def without_presence(self) -> "Scenario":
        """The same where nobody says that they are there."""
        return structs.replace(self, present=0.0)

    def without_redis(self) -> "Scenario":
        """The same while Redis is away."""
        return structs.replace(self, redis=False)


class Load(Struct, frozen=True):
    """What `nodes` processes, one Redis and one PostgreSQL have to do in a scenario. Cores: processor seconds a second."""

    costs: Costs
    of: Scenario
    nodes: int

    def met(self, people: float) -> float:
        """The part of the nodes that some of `people`, spread over all of them by chance, are at."""
        return 1.0 - math.pow(1.0 - 1.0 / self.nodes, people)

    @property
    def sockets(self) -> float:
        """At one node."""
        return self.of.sockets / self.nodes

    @property
    def rooms(self) -> float:
        """Followed at one node, without inboxes (server/live/hub.py)."""
        return self.of.rooms * self.met(self.of.followers)

    @property
    def swept(self) -> float:
        """Journals that one node asks for with each look: rooms, and the inbox of each person (server/live/sweep.py)."""
        people = self.of.sockets / self.of.per_person
        return self.rooms + people * self.met(self.of.per_person)

    @property
    def sweeps_per_s(self) -> float:
        """Of one node (server/live/sweep.py)."""
        return 1 / (SWEEP_S if self.of.redis else SWEEP_WITHOUT_BUS_S)

    @property
    def parts_per_s(self) -> float:
        """What all nodes together tell of who is present: each of each such room at it, every 2 s (server/live/lane.py)."""
        present = self.of.rooms * self.met(self.of.followers * self.of.present)
        return self.nodes * present / REPEAT_S if self.nodes > 1 and self.of.redis else 0.0

    @property
    def news_per_s(self) -> float:
        """Entries that Redis takes; each goes to every node, whoever is there (server/live/redis.py)."""
        return self.of.entries_per_s if self.nodes > 1 and self.of.redis else 0.0

    @property
    def redis_out_per_s(self) -> float:
        """Messages that Redis passes on: all that it takes, to all nodes, and each node its canary."""
        return self.nodes * (self.news_per_s + self.parts_per_s + CANARIES_PER_S)

    def node_parts(self) -> dict[str, float]:
        """Cores of one node's loop, by what it does; a loop has one."""
        costs, of = self.costs, self.of
        return {
            "deliveries": of.deliveries_per_s / self.nodes * costs.deliver_s,
            "news": self.news_per_s * (costs.hear_s + costs.publish_s / self.nodes),
            "presence": self.parts_per_s * (costs.part_s + costs.publish_s / self.nodes),
            "writes": of.entries_per_s / self.nodes * costs.write_s,
            "pages": of.sockets * of.pages_per_person_s / self.nodes * costs.page_s,
            "beats": self.sockets / BEAT_S * costs.beat_s,
            "sweep": self.sweeps_per_s * (costs.sweep_s + self.swept * costs.sweep_room_s),
            "idle": costs.idle_s,
        }

    @property
    def node_cores(self) -> float:
        """Of one node's loop."""
        return sum(self.node_parts().values())

    @property
    def memory_bytes(self) -> float:
        """Of one node and of the kernel for it, without windows, which have a limit of their own (server/live/limits.py)."""
        return self.costs.node_bytes + self.sockets * (
            self.costs.socket_bytes + self.costs.kernel_bytes
        )

    @property
    def network_bytes_per_s(self) -> float:
        """Out of one node, to sockets and as pages."""
        of = self.of
        delivered = of.deliveries_per_s / self.nodes * (self.costs.entry_bytes + HEADERS_BYTES)
        beats = self.sockets / BEAT_S * (BEAT_BYTES + HEADERS_BYTES)
        return delivered + beats + self.sockets * of.pages_per_person_s * self.costs.page_bytes

    @property
    def redis_cores(self) -> float:
        """Of Redis, which has one."""
        taken = self.news_per_s + self.parts_per_s + self.nodes * CANARIES_PER_S
        return taken * self.costs.redis_in_s + self.redis_out_per_s * self.costs.redis_out_s

    @property
    def redis_bytes_per_s(self) -> float:
        """Out of Redis. What tells of presence is taken to be as long as an entry."""
        return self.redis_out_per_s * (self.costs.entry_bytes + HEADERS_BYTES)

    def db_parts(self) -> dict[str, float]:
        """Cores of PostgreSQL, by what it does."""
        costs, of = self.costs, self.of
        look = costs.sweep_db_s + self.swept * costs.sweep_room_db_s
        return {
            "writes": of.entries_per_s * costs.write_db_s,
            "pages": of.sockets * of.pages_per_person_s * costs.page_db_s,
            "sweep": self.nodes * self.sweeps_per_s * look,
            "idle": self.nodes * costs.idle_db_s,
        }

    @property
    def db_cores(self) -> float:
        """Of PostgreSQL."""
        return sum(self.db_parts().values())

    @property
    def statements_per_s(self) -> float:
        """At PostgreSQL, while nobody comes back."""
        of = self.of
        asked = of.entries_per_s * STATEMENTS["write"]
        asked += of.sockets * of.pages_per_person_s * STATEMENTS["page"]
        return asked + self.nodes * self.sweeps_per_s

    @property
    def back_s(self) -> float:
        """Seconds of each node's loop until everybody is back, all BEHIND entries late, where all nodes begin anew.

        They have nothing else to do meanwhile (server/live/catchup.py).
        """
        return self.sockets * (self.costs.open_s + self.costs.catch_up_s)

    @property
    def back_db_s(self) -> float:
        """The same of PostgreSQL, in seconds of one core."""
        return self.of.sockets * (self.costs.open_db_s + self.costs.catch_up_db_s)
