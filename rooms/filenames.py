"""A file's name, fit to be shown, linked to and saved: one line that no system reads as anything but a name.

Pure. The ending always says what the file was found to be, whatever it said before.
"""

import re
import unicodedata

LONGEST_NAME = 120  # characters, with its ending
UNNAMED = "tệp"
# What separates folders, and what Windows takes in no name.
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Names that Windows gives to devices, whatever ending they have.
DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")


def safe(given: str, endings: tuple[str, ...]) -> str:
    """The name, with one of `endings` (the first, where it had none of them). Any text is given a name."""
    name = re.split(r"[/\\]", given)[-1]
    name = "".join(map(_seen, unicodedata.normalize("NFC", name)))
    name = " ".join(FORBIDDEN.sub("_", name).split()).rstrip(". ")
    ending = next((each for each in endings if name.lower().endswith(each)), None)
    stem = name if ending is None else name[: -len(ending)]
    ending = ending or endings[0]
    stem = stem.strip(". ")[: LONGEST_NAME - len(ending) - 1].rstrip(". ") or UNNAMED
    return ("_" if DEVICE.match(stem) else "") + stem + ending


def _seen(character: str) -> str:
    """The character, if it can be seen or separates words. Controls, bidirectional and format characters cannot."""
    category = unicodedata.category(character)
    if category.startswith("Z"):
        return " "
    return "" if category.startswith("C") else character
