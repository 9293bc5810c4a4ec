"""However many lines come in, full collections are rare, and garbage is found all the same.

Of a process of its own, since the collector is the process's.
"""

import subprocess
import sys
from pathlib import Path

HELD = """
import gc
from server import pauses

full = []
gc.callbacks.append(lambda phase, told: full.append(phase) if told["generation"] == 2 else None)
if SHORT:
    pauses.shorten()
    full.clear()
held = [{"giữ": [n]} for n in range(200_000)]
times = len(full) // 2
for n in range(60_000):
    lost = [n]
    lost.append(lost)
left = sum(type(each) is list and each[-1:] == [each] for each in gc.get_objects())
print(times, gc.get_freeze_count(), left)
"""


def held(*, short: bool) -> list[int]:
    """Full collections while much is made that stays; what was set aside; garbage that was left."""
    done = subprocess.run(
        [sys.executable, "-c", f"SHORT = {short}\n{HELD}"],
        cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [int(word) for word in done.stdout.split()]


def test_full_collections_are_rare_and_garbage_is_found_all_the_same() -> None:
    times, aside, garbage = held(short=True)
    assert times <= 1
    assert aside > 1000, "what the start has loaded"
    assert garbage < 20_000


def test_without_it_they_are_not() -> None:
    times, aside, _ = held(short=False)
    assert times > 2
    assert aside == 0
