"""What a node, a Redis and a PostgreSQL hold, what a load uses of it, and how many nodes are the fewest."""

import math

from msgspec import Struct

from benchmarks.scale_costs import Costs
from benchmarks.scale_model import Load, Scenario

MOST_NODES = 4096


class Limits(Struct, frozen=True):
    """What there is of everything, and how much of it is used before it counts as full."""

    use: float = 0.6
    """Of cores and lines: above, waiting times grow and a burst finds no room."""
    node_memory_bytes: float = 8 * 2**30
    node_network_bytes_per_s: float = 125e6
    """A line of 1 Gbit/s for each node."""
    descriptors: int = 524_288
    """`ulimit -Hn` of a Debian service; each socket is one."""
    ports: int = 28_232
    """Connections from one nginx to one node: net.ipv4.ip_local_port_range as it comes."""
    redis_network_bytes_per_s: float = 1.25e9
    """10 Gbit/s."""
    db_cores: float = 32.0
    """A large machine; there is one, as all journals are in it."""
    db_connections: int = 500
    pool_size: int = 10
    """As the setting has it."""
    back_s: float = 60.0
    """Longest time until everybody is back after a restart of everything."""

    def used(self, load: Load) -> dict[str, float]:
        """How much of each limit is used; above 1 it is passed."""
        return {
            "node's loop": load.node_cores / self.use,
            "node's memory": load.memory_bytes / self.node_memory_bytes,
            "node's network": load.network_bytes_per_s / self.node_network_bytes_per_s / self.use,
            "node's descriptors": load.sockets / self.descriptors,
            "node's ports": load.sockets / self.ports,
            "Redis' loop": load.redis_cores / self.use,
            "Redis' network": load.redis_bytes_per_s / self.redis_network_bytes_per_s / self.use,
            "PostgreSQL's cores": load.db_cores / self.db_cores / self.use,
            "PostgreSQL's connections": load.nodes * self.pool_size / self.db_connections,
            "node's way back": load.back_s / self.back_s,
            "PostgreSQL's way back": load.back_db_s / self.db_cores / self.back_s,
        }

    def nodes_suffice(self, load: Load) -> bool:
        """Whether no limit of a node is passed. Of Redis and PostgreSQL this says nothing."""
        return all(part <= 1 for name, part in self.used(load).items() if name.startswith("node"))

    def first(self, load: Load) -> tuple[str, float]:
        """The limit that is nearest, and how much of it is used."""
        used = self.used(load)
        name = max(used, key=used.__getitem__)
        return name, used[name]


def at_best(costs: Costs, of: Scenario, limits: Limits) -> Load:
    """With the fewest nodes that no limit of a node is passed with; where none are enough, with those that pass it least.

    Limits of Redis and PostgreSQL are not asked: more nodes do not help there.
    """

    def passed(nodes: int) -> float:
        used = limits.used(Load(costs, of, nodes))
        return max(1.0, *(part for name, part in used.items() if name.startswith("node")))

    return Load(costs, of, min(_numbers(), key=passed))  # the first of equals


def _numbers() -> list[int]:
    """1 to MOST_NODES: each up to 32, then in steps of a thirtieth."""
    found = [1]
    while found[-1] < MOST_NODES:
        found.append(max(found[-1] + 1, math.floor(found[-1] * 31 / 30)))
    return found


def shards_for(load: Load, limits: Limits) -> int:
    """How many Redis as one is the messages would need, if rooms were dealt out among them."""
    used = limits.used(load)
    return max(1, math.ceil(max(used["Redis' loop"], used["Redis' network"])))
