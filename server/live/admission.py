"""How many lines a process lets in: of each person, and from each address."""

from rooms.errors import TooMany
from rooms.people import Who
from server.live.client import Client
from server.live.limits import Limits
from server.tally import Tally


class Admission:
    """Counts the open lines. Each client that was entered leaves once."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.people: Tally[int] = Tally()
        self.addresses: Tally[str] = Tally()

    def admit(self, who: Who | None, address: str | None) -> None:
        """Raises TooMany where the person, or the address, has too many lines."""
        if who is not None and self.people[who.id] >= self._limits.clients_per_person:
            raise TooMany("too-many-lines")
        if address is not None and self.addresses[address] >= self._limits.clients_per_address:
            raise TooMany("too-many-lines")

    def enter(self, client: Client) -> None:
        """Count the client."""
        if client.who is not None:
            self.people[client.who.id] += 1
        if client.address is not None:
            self.addresses[client.address] += 1

    def leave(self, client: Client) -> None:
        """Count it no more."""
        if client.who is not None:
            self.people.less(client.who.id)
        if client.address is not None:
            self.addresses.less(client.address)
