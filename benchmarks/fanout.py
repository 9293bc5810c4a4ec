"""How fast an entry reaches a full room: this server and all its peers, measured in turn in one run.

    python -m benchmarks.fanout --sockets 100 1000 10000 --results var/fanout.jsonl
    python -m benchmarks.fanout_report var/fanout.jsonl --table docs/performance.md --chart docs/fanout.svg --bars

Each server has one processor to itself, the sockets another (read in C: a C compiler is needed). In every round each
side is started, its sockets are connected, it is measured in all sections, and goes: then all have an equally
empty machine, connecting is measured as often as the rest, and 10,000 sockets of eleven servers need not be open at
once. A round goes through all sides, so that what is compared is minutes apart at most. Only medians and
their ratios count: figures of another machine, or of minutes in which this one had other things to do, cannot be
compared. What exactly is measured of the product stands in `fanout_product.py`.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from benchmarks.fanout_foreign import Bun, Nchan, SocketIo, Unjoined, Ws, WsKnowing
from benchmarks.fanout_places import last_core, places
from benchmarks.fanout_results import Measured, kept
from benchmarks.fanout_servers import Place, Side
from benchmarks.fanout_sides import Channels, Django, InPython, OnAsyncio, Product, Websockets
from benchmarks.fanout_sockets import Broken

SIDES: list[type[Side]] = [
    Product, InPython, OnAsyncio, Unjoined, Nchan, Bun, Ws, WsKnowing, SocketIo, Websockets, Channels, Django,
]  # fmt: skip
IN_FLIGHT = (1, 8)
PER_S = 50.0  # events of the open loop
MOST_PER_S = 50_000  # deliveries of it: to 10,000 sockets there are five events a second
WARM_S = 0.5


def pace(sockets: int) -> float:
    """How many events a second the open loop has."""
    return min(PER_S, MOST_PER_S / sockets)


def measure(side: type[Side], place: Place, sockets: int, seconds: float) -> Measured:
    """One side, once, in all sections. The first in which something is missing is the last."""
    why = side.absent(place)
    if not why and sockets > side.most_sockets:
        why = f"too slow for {sockets:,} sockets"
    if why:
        return Measured(side.name, side.title, sockets, absent=why)
    try:
        with side(place, sockets) as open_:
            found = Measured(
                side.name, side.title, sockets,
                bytes_per_connection=open_.bytes_per_connection, accept_cpu_s=open_.accept_cpu_s,
            )  # fmt: skip
            crowd = open_.crowd
            crowd.measure(1, min(WARM_S, seconds))
            for in_flight in IN_FLIGHT:
                found.sections[str(in_flight)] = crowd.measure(in_flight, seconds).figures()
                if found.missing:
                    return found
            found.sections["paced"] = crowd.paced(pace(sockets), seconds).figures()
            return found
    except (Broken, OSError, RuntimeError) as error:
        if issubclass(side, Product):
            raise
        return Measured(side.name, side.title, sockets, absent=f"broke: {error}"[:120])


async def run(chosen: argparse.Namespace) -> list[Measured]:
    """All rounds, one after the other; each finding is kept as soon as there is one."""
    every = []
    async with places(max(chosen.sockets)) as place:
        for sockets in chosen.sockets:
            for _ in range(chosen.rounds):
                for side in chosen.sides:
                    await asyncio.sleep(chosen.rest)
                    found = await asyncio.to_thread(_beside, side, place, sockets, chosen.seconds)
                    kept(chosen.results, found)
                    every.append(found)
                    print(found.line(), file=sys.stderr, flush=True)
    return every


def _beside(side: type[Side], place: Place, sockets: int, seconds: float) -> Measured:
    """Measure from the other processor."""
    last_core()
    return measure(side, place, sockets, seconds)


def main() -> None:
    """Measure, and keep what was found; exit 1 where a delivery of the product was missed."""
    names = {side.name: side for side in SIDES}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sockets", type=int, nargs="+", default=[1000])
    parser.add_argument("--sides", nargs="+", choices=names, default=list(names), metavar="SIDE")
    parser.add_argument("--seconds", type=float, default=3, help="of each section")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rest", type=float, default=0, help="seconds between sides, for others")
    parser.add_argument("--results", type=Path, help="a file that every finding is added to")
    chosen = parser.parse_args()
    chosen.sides = [names[name] for name in chosen.sides]
    every = asyncio.run(run(chosen))
    sys.exit(any(each.missing for each in every if each.side == Product.name))


if __name__ == "__main__":
    main()
