"""How much the live path of one process keeps."""

import sys

from msgspec import Struct, structs


class Limits(Struct, frozen=True):
    """How much this process keeps. `room_bytes`: of one room's newest entries; `process_bytes`: of all of them."""

    room_bytes: int = 1 << 20
    process_bytes: int = 256 << 20
    rooms_per_client: int = 100
    clients_per_person: int = 10
    clients_per_address: int = 1_000

    def scaled(self, by: float) -> "Limits":
        """The same with `by` times as many from one address; 0: without that limit."""
        most = round(self.clients_per_address * by) if by else sys.maxsize
        return structs.replace(self, clients_per_address=max(1, most))
