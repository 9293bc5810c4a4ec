"""The rules of moderation have the same numbers and names on pages, in documents, and in the closed list."""

import re
from pathlib import Path

from moderation.reasons import Reason
from web.documents.reasons import NAMES, rule

FILE = Path(__file__).parents[2] / "web" / "src" / "moderation" / "reasons.ts"
LINE = re.compile(r"^  '?([a-z-]+)'?: \{ vi: '([^']+)', en: '([^']+)' \},$", re.MULTILINE)


def test_the_pages_name_the_rules_as_the_documents_do() -> None:
    found = LINE.findall(FILE.read_text("utf-8"))
    assert len(found) > 5
    assert found == [(r.value, NAMES["vi"][r], NAMES["en"][r]) for r in Reason]


def test_a_rule_is_its_number_and_its_name() -> None:
    assert rule("vi", "insult") == "4 (Xúc phạm)"
    assert rule("en", "illegal") == "1 (Against the law)"
    assert rule("en", "newer-than-this") == "“newer-than-this”"
