"""The words of the client in both languages, as the build has them: asked of the page itself."""

import json
import re
from collections.abc import Iterator
from typing import Any

from playwright.async_api import Page

from web.pages import DIST

# Functions are called with a mark for each argument, so that their fixed words remain. The name of the
# other language stands in that language, and the brand is the same in both.
ASK = """async file => {
  const words = Object.values(await import(file)).find(each => each && each.brand)
  const plain = (value) => typeof value === 'function' ? value('\\u0001', '\\u0001', '\\u0001')
    : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]))
    : value
  return { ...plain(words), brand: '', other: '' }
}"""


async def words_of(page: Page, language: str) -> list[str]:
    """Every sentence and label of a language; `\\1` stands for an argument."""
    manifest = json.loads((DIST / ".vite" / "manifest.json").read_text())
    file = manifest[f"src/i18n/{language}.ts"]["file"]
    return sorted(set(_leaves(await page.evaluate(ASK, f"/{file}"))))


def pattern_of(words: str) -> re.Pattern[str]:
    """Matches these words with anything for their arguments."""
    return re.compile(".+".join(re.escape(part) for part in words.split("\1")))


def _leaves(words: Any) -> Iterator[str]:
    if isinstance(words, dict):
        for value in words.values():
            yield from _leaves(value)
    elif isinstance(words, str) and words.strip("\1 "):
        yield words
