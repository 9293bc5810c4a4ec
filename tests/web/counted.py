"""What a reader does on a page, counted by the page itself, and the figures that docs/journeys.md gives for it."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import BrowserContext, Page

PAGE = Path(__file__).parents[2] / "docs" / "journeys.md"
OURS = "Diên Hồng"

# An act is a key that goes down or a pointer that does. Held keys repeat by themselves, modifiers belong to the key
# they are held with, and characters that go into a field are the same text wherever it is written.
COUNTER = """
addEventListener('keydown', (event) => {
  const into = event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]')
  const typed = into && event.key.length === 1 && !event.ctrlKey && !event.metaKey
  const held = ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)
  if (event.isTrusted && !event.repeat && !typed && !held) acted(event.key)
}, true)
addEventListener('pointerdown', (event) => event.isTrusted && acted('pointer'), true)
"""


@dataclass
class Counted:
    """The acts of one journey in their order, by the names of their keys, and when it began (seconds of a monotonic clock)."""

    done: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def act(self, key: str) -> None:
        """The page says that one was done."""
        self.done.append(key)

    def __str__(self) -> str:
        return (
            f"{len(self.done)} acts in {time.monotonic() - self.began:.1f} s: {' '.join(self.done)}"
        )


async def counted(place: BrowserContext | Page) -> Counted:
    """Counts from the next page that is opened there."""
    seen = Counted()
    await place.expose_function("acted", seen.act)
    await place.add_init_script(COUNTER)
    return seen


def promised(journey: int, whose: str = OURS) -> int:
    """The acts that the table of docs/journeys.md gives for a journey, by its number there."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text().splitlines()
        if line.startswith("|")
    ]
    column = rows[0].index(whose)
    (row,) = [row for row in rows if row[0].startswith(f"{journey}.")]
    return int(row[column].strip("*"))
