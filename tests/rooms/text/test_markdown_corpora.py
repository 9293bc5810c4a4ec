"""What others found to break renderers and sanitisers does not break this one."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rooms.errors import Refused
from rooms.text.markdown import enforce, render

Faults = Callable[[str], list[str]]


def payloads(corpora: Path) -> list[str]:
    lines = (corpora / "xss/all_payloads.jsonl").read_text().splitlines()
    return [json.loads(line)["payload"] for line in lines]


def rendered(sources: list[str]) -> Iterator[tuple[str, str]]:
    for source in sources:
        try:
            yield source, render(source)
        except Refused as refusal:
            if refusal.reason not in {"nul-character", "text-too-long", "too-many-elements"}:
                raise


def test_no_known_attack_leaves_more_than_permitted_html(corpora: Path, faults: Faults) -> None:
    outcome = list(rendered(payloads(corpora)[::3]))
    assert len(outcome) > 3_800
    assert [(source, html) for source, html in outcome if faults(html)] == []


def test_no_known_attack_gets_past_the_enforcing_filter_alone(
    corpora: Path, faults: Faults
) -> None:
    """The HTML itself, as if cmark had let it through; every fourth."""
    sources = [source for source in payloads(corpora)[::4] if len(source) < 2_000]
    assert len(sources) > 2_500
    left = [enforce(source) for source in sources]
    assert [html for html in left if faults(html)] == []
    assert any("<a href=" in html for html in left)


@pytest.mark.parametrize("wrap", ["[x](<{}>)", "![x]({})", "> {}", "`{}`"])
def test_known_attacks_are_harmless_as_parts_of_markdown(
    corpora: Path, faults: Faults, wrap: str
) -> None:
    sources = [wrap.format(source) for source in payloads(corpora)[::30]]
    outcome = list(rendered(sources))
    assert len(outcome) > 350
    assert [(source, html) for source, html in outcome if faults(html)] == []


def test_every_example_of_the_specification_is_rendered(corpora: Path, faults: Faults) -> None:
    examples = json.loads((corpora / "commonmark/spec-0.31.2.json").read_text())
    outcome = list(rendered([example["markdown"] for example in examples]))
    assert len(outcome) == len(examples) == 652
    for _, html in outcome:
        assert not faults(html)
        assert enforce(html) == html


def test_naughty_strings_are_rendered(corpora: Path, faults: Faults) -> None:
    strings = json.loads((corpora / "blns/blns.json").read_text())
    outcome = list(rendered(strings))
    assert len(outcome) > 500
    assert not [html for _, html in outcome if faults(html) or enforce(html) != html]
