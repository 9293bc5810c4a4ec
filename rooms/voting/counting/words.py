"""A count in words: every step and every outcome as a sentence, in Vietnamese and in English.

Options are called by their titles in quotation marks, numbers are written as each language writes them, and a fraction stays one.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from rooms.people import Language
from rooms.voting.counting import words_en, words_vi
from rooms.voting.counting.result import Outcome, Result, Round, Step
from rooms.voting.rule import Option

SENTENCES: dict[Language, dict[Step, str]] = {
    Language.VI: words_vi.STEPS,
    Language.EN: words_en.STEPS,
}
OUTCOMES: dict[Language, dict[Outcome, str]] = {
    Language.VI: words_vi.OUTCOMES,
    Language.EN: words_en.OUTCOMES,
}
PARTS = {Language.VI: words_vi.PARTS, Language.EN: words_en.PARTS}
EITHER = {Language.VI: words_vi.EITHER, Language.EN: words_en.EITHER}
GROUPED = 10_000  # from here on thousands are set apart


def said(step: Round, options: Sequence[Option], language: Language) -> str:
    """What happened in this round."""
    facts = {name: _fact(name, fact, options, language) for name, fact in step.facts.items()}
    return _choose(step, SENTENCES[language][step.step]).format_map(facts)


def ended(result: Result, options: Sequence[Option], language: Language) -> str:
    """How it ended, and who won."""
    winners = _titles(result.winners, options)
    return OUTCOMES[language][result.outcome].format(winners=winners)


def number(value: int | str, language: Language) -> str:
    """A number as the language writes it: "12.345,5" or "12,345.5"; a fraction stays "12/5"."""
    text = str(value)
    if "/" in text or not text:
        return text
    whole, _, places = text.partition(".")
    if int(whole) >= GROUPED:
        whole = f"{int(whole):,}"
    written = f"{whole}.{places}" if places else whole
    if language is Language.VI:
        return written.translate(str.maketrans(",.", ".,"))
    return written


def _choose(step: Round, sentence: str) -> str:
    """The half of a sentence that has two, by what decides between them."""
    if "|" not in sentence:
        return sentence
    first, second = sentence.split("|")
    decide = DECIDES[step.step]
    return first if decide(step) else second


DECIDES: dict[Step, Callable[[Round], bool]] = {
    Step.CAST: lambda step: bool(step.facts["met"]),
    Step.MAJORITY: lambda step: bool(step.facts["carried"]),
    Step.BEST: lambda step: len(_many(step.facts["options"])) == 1,
    Step.ELECTED: lambda step: len(_many(step.facts["options"])) == 1,
}


def _many(fact: object) -> list[int]:
    assert isinstance(fact, list), "numbers of options"
    return fact


def _fact(
    name: str, fact: int | str | list[int], options: Sequence[Option], language: Language
) -> str:
    if isinstance(fact, list):
        return _titles(fact, options)
    if name == "option":
        return _titles([int(fact)], options)
    if name == "part":
        return PARTS[language][Fraction(fact)]
    if name in {"more", "of_roll"}:
        return EITHER[language][name, bool(fact)]
    return number(fact, language)


def _titles(numbers: Sequence[int], options: Sequence[Option]) -> str:
    return ", ".join(f"“{options[each - 1].title}”" for each in numbers)
