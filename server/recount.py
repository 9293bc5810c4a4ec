"""`dienhong recount`: an election in a file, counted by the same code as votes here, round by round."""

import sys
from pathlib import Path
from typing import Any

import msgspec
import rich_click as click

from rooms.people import Language
from rooms.voting.counting import Result, count, lot_of
from rooms.voting.counting.result import Step
from rooms.voting.counting.words import ended, number, said
from rooms.voting.formats import FORMATS, Found, Wrong
from rooms.voting.rule import BUDGETS, Method, Rule

LARGEST_BYTES = 1 << 28
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
SAME = {
    Language.VI: {True: "Kết quả trong tệp: giống.", False: "Kết quả trong tệp: khác: {}."},
    Language.EN: {
        True: "What the file says came of it: the same.",
        False: "What the file says came of it differs: {}.",
    },
}
PARTS = {
    Language.VI: {
        "votes": "số phiếu",
        "scores": "điểm",
        "winners": "phương án được chọn",
        "result": "kết quả",
    },
    Language.EN: {"votes": "votes", "scores": "scores", "winners": "winners", "result": "result"},
}


@click.command()
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(FORMATS)),
    required=True,
    help="What kind of file it is.",
)
@click.option(
    "--method",
    type=click.Choice([each.value for each in Method]),
    help="Count by this method, not by the file's own.",
)
@click.option(
    "--seats", type=click.IntRange(1, 50), help="How many are elected by transferable votes."
)
@click.option("--budget", type=click.IntRange(1), help="What may be spent.")
@click.option(
    "--seed",
    metavar="HEX",
    help="Break ties by the lot of this seed, not by the order of the file.",
)
@click.option(
    "--language",
    type=click.Choice([each.value for each in Language]),
    default=Language.EN.value,
    show_default=True,
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.argument("file", type=FILE)
def recount(
    kind: str,
    method: str | None,
    seats: int | None,
    budget: int | None,
    seed: str | None,
    language: str,
    as_json: bool,
    file: Path,
) -> None:
    """Count the election in FILE and say what came of it, round by round.

    The exit code is 2 where the file cannot be read, and 1 where the file says that something else came of it.
    """
    try:
        found = read(kind, file)
        rule = _rule(found, method, seats, budget)
        lot = None if seed is None else lot_of(_bytes(seed), len(found.options))
        box = found.box(rule)
    except Wrong as wrong:
        click.echo(f"{file}:{wrong.line}: {wrong.why}", err=True)
        sys.exit(2)
    result = count(found.election(rule, lot), box)
    differs = differences(found, rule, result) if lot is None else []
    if as_json:
        told = msgspec.json.encode(_told(found, rule, result, differs))
        click.echo(msgspec.json.format(told).decode())
    else:
        click.echo("\n".join(_text(found, result, differs, Language(language))))
    sys.exit(bool(differs))


def read(kind: str, file: Path) -> Found:
    """The election in a file of this kind. Raises Wrong."""
    if file.stat().st_size > LARGEST_BYTES:
        raise Wrong(1, f"the file has more than {LARGEST_BYTES:,} bytes")
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Wrong(raw.count(b"\n", 0, error.start) + 1, "this is not UTF-8") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return FORMATS[kind](text)
    except Wrong as wrong:
        raise Wrong(wrong.line or text.rstrip("\n").count("\n") + 1, wrong.why) from wrong


def _rule(found: Found, method: str | None, seats: int | None, budget: int | None) -> Rule:
    rule = found.rule
    if method is not None:
        if Method(method) not in found.methods:
            others = ", ".join(each.value for each in found.methods)
            raise Wrong(
                1, f"the ballots of this file cannot be counted by {method}, but by: {others}"
            )
        rule = msgspec.structs.replace(rule, method=Method(method))
    rule = msgspec.structs.replace(rule, seats=seats or rule.seats, budget=budget or rule.budget)
    if rule.method in BUDGETS and not rule.budget:
        raise Wrong(1, "there is no budget; say one with --budget")
    return rule


def _bytes(seed: str) -> bytes:
    try:
        return bytes.fromhex(seed)
    except ValueError as error:
        raise click.BadParameter(
            "a seed is hexadecimal digits, two for each byte", param_hint="--seed"
        ) from error


def differences(found: Found, rule: Rule, result: Result) -> list[str]:
    """What the file says otherwise: of votes, scores, winners, of an export the result."""
    official = found.official
    wrong = []
    if official.votes is not None and official.votes != _named(found):
        wrong.append("votes")
    if (
        official.scores is not None
        and rule.method is Method.SCORE
        and official.scores != _tally(result)
    ):
        wrong.append("scores")
    if (
        official.winners is not None
        and rule.method is Method.GREEDY
        and official.winners != sorted(result.winners)
    ):
        wrong.append("winners")
    if official.result is not None and msgspec.json.decode(official.result) != msgspec.to_builtins(
        result
    ):
        wrong.append("result")
    return wrong


def _named(found: Found) -> list[int]:
    """How many ballots name each option, of approvals or of scores."""
    tally = [0] * len(found.options)
    for ballot, times in found.ballots:
        scored = found.rule.method is Method.SCORE
        named = [n for n, each in enumerate(ballot, 1) if each is not None] if scored else ballot
        for each in named:
            tally[each - 1] += times
    return tally


def _tally(result: Result) -> list[int]:
    return [int(each) for step in result.rounds if step.step is Step.SCORES for each in step.tally]


def _told(found: Found, rule: Rule, result: Result, differs: list[str]) -> dict[str, Any]:
    rounds = [
        {
            **msgspec.to_builtins(each),
            "vi": said(each, found.options, Language.VI),
            "en": said(each, found.options, Language.EN),
        }
        for each in result.rounds
    ]
    return {
        "title": found.title,
        "rule": rule,
        "options": found.options,
        "roll": found.roll,
        "result": {**msgspec.to_builtins(result), "rounds": rounds},
        "winners": [found.options[each - 1].title for each in result.winners],
        "differs": differs,
    }


def _text(found: Found, result: Result, differs: list[str], language: Language) -> list[str]:
    lines = [found.title] if found.title else []
    width = max((len(option.title) for option in found.options), default=0)
    for at, step in enumerate(result.rounds, 1):
        lines.append(f"{at:>3}. {said(step, found.options, language)}")
        if step.tally:
            lines += [
                f"     {option.title:<{width}}  {number(each, language):>12}"
                for option, each in zip(found.options, step.tally, strict=True)
                if each
            ]
        if step.step is Step.DUELS:
            lines += [
                f"     {''.join(f'{each:>7}' for each in row)}  {option.title}"
                for option, row in zip(found.options, result.pairs, strict=True)
            ]
        if step.step is Step.PATHS:
            lines += [
                f"     {''.join(f'{each:>7}' for each in row)}  {option.title}"
                for option, row in zip(found.options, result.paths, strict=True)
            ]
    lines.append(ended(result, found.options, language))
    if found.official != type(found.official)():
        parts = ", ".join(PARTS[language][each] for each in differs)
        lines.append(SAME[language][not differs].format(parts))
    return lines
