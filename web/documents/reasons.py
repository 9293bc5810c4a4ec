"""The rules of moderation as documents name them: each by its number, which is its place in the list, and by its name."""

from moderation.reasons import Reason
from web.documents.words import Code

NAMES: dict[Code, dict[Reason, str]] = {
    "vi": {
        Reason.ILLEGAL: "Trái pháp luật",
        Reason.PERSONAL: "Lộ đời tư, thông tin cá nhân",
        Reason.HATRED: "Kích động thù ghét",
        Reason.INSULT: "Xúc phạm",
        Reason.FALSE: "Sai sự thật",
        Reason.SPAM: "Quảng cáo, thư rác",
        Reason.OFF_TOPIC: "Ngoài chủ đề",
        Reason.OTHER: "Lý do khác",
    },
    "en": {
        Reason.ILLEGAL: "Against the law",
        Reason.PERSONAL: "Private facts about a person",
        Reason.HATRED: "Hatred",
        Reason.INSULT: "Insult",
        Reason.FALSE: "False statement",
        Reason.SPAM: "Advertising or spam",
        Reason.OFF_TOPIC: "Off topic",
        Reason.OTHER: "Another reason",
    },
}


def rule(language: Code, reason: str) -> str:
    """4 (Xúc phạm). One that a newer version of this program has written is called as it is kept."""
    rules = list(Reason)
    if reason not in rules:
        return f"“{reason}”"
    place = rules.index(Reason(reason))
    return f"{place + 1} ({NAMES[language][rules[place]]})"
