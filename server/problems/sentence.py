"""A reason in words: what a sentence of a refusal is."""

from typing import NamedTuple


class Sentence(NamedTuple):
    """One reason in both languages."""

    vi: str
    en: str
