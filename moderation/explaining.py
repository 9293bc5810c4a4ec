"""What each rule says when it has found something, for the author and for moderators alike, in both languages.

A sentence speaks of the finding's facts by their names and of nothing else, so that a decision of a rule can be checked by
whoever reads it.
"""

from typing import NamedTuple

from moderation.judging import Rule
from moderation.wordlist import Way
from rooms.people import Language
from rooms.roles import Role
from rooms.screening import Action, Finding


class Said(NamedTuple):
    """One thing in both languages."""

    vi: str
    en: str

    def to(self, language: Language) -> str:
        """It, for a reader of this language."""
        return self.en if language is Language.EN else self.vi


FOUND: dict[Rule, Said] = {
    Rule.WORDS: Said(
        "Có “{written}”, khớp với “{entry}” trong danh sách từ “{list}” ({way}); số lần: {times}.",
        "It has “{written}”, which is “{entry}” of the word list “{list}” ({way}); times: {times}.",
    ),
    Rule.LINKS: Said(
        "Có {links} liên kết ra ngoài, mức cho phép là {most}; liên kết đầu tiên dẫn đến “{host}”.",
        "It has {links} links to elsewhere, where {most} are let pass; the first leads to “{host}”.",
    ),
    Rule.FEW_POSTS: Said(
        "Người viết mới có {approved} ý kiến được chấp nhận ở đây; cần {least} thì ý kiến mới không phải xem trước.",
        "The author has {approved} approved posts here; with {least} their posts are no longer looked at first.",
    ),
    Rule.YOUNG: Said(
        "Tài khoản của người viết mới được {days} ngày; quy tắc này áp dụng đến khi đủ {least} ngày.",
        "The author's account is {days} days old; this rule is for accounts of fewer than {least} days.",
    ),
    Rule.BEFOREHAND: Said(
        "Ở đây mọi ý kiến đều được xem trước khi hiện ra.",
        "Here everything is read before it is shown.",
    ),
    Rule.BELOW: Said(
        "Ở đây ý kiến của người có vai trò dưới {below} được xem trước khi hiện ra.",
        "Here posts of people with a role below {below} are read before they are shown.",
    ),
    Rule.MINUTE: Said(
        "Người viết đã gửi {posts} ý kiến trong một phút vừa qua; mức cho phép là {most}.",
        "The author has sent {posts} posts within the last minute, where {most} are let pass.",
    ),
    Rule.HOUR: Said(
        "Người viết đã gửi {posts} ý kiến trong một giờ vừa qua; mức cho phép là {most}.",
        "The author has sent {posts} posts within the last hour, where {most} are let pass.",
    ),
    Rule.SHORT: Said(
        "Ý kiến dài {length} ký tự, ít hơn mức {least}.",
        "The post has {length} characters, fewer than {least}.",
    ),
    Rule.LONG: Said(
        "Ý kiến dài {length} ký tự, nhiều hơn mức {most}.",
        "The post has {length} characters, more than {most}.",
    ),
    Rule.QUIET: Said(
        "Gửi lúc {time}, trong giờ yên tĩnh từ {start} đến {end} (giờ Việt Nam).",
        "It was sent at {time}, in the quiet hours from {start} until {end} (Viet Nam time).",
    ),
    Rule.MACHINE: Said(
        "Máy gợi ý nhãn “{label}” với điểm {score}/100 (quy tắc áp dụng từ {least}), vì: {reasons}. Đây chỉ là gợi ý.",
        "A machine suggests “{label}” with a score of {score}/100 (the rule is for {least} and more), because of: {reasons}. It is only a suggestion.",
    ),
}

ASKED: dict[Action, Said] = {
    "note": Said("ghi chú cho kiểm duyệt viên", "noted for the moderators"),
    "flag": Said("hiện ra và được báo cho kiểm duyệt viên", "shown, and brought to the moderators"),
    "warn": Said(
        "đề nghị người viết xem lại trước khi gửi", "the author is asked to look again first"
    ),
    "slow": Said(
        "chưa nhận lúc này; người viết được mời gửi lại sau một phút",
        "not taken now; the author is asked to send it again in a minute",
    ),
    "hide": Said(
        "giữ chỗ nhưng ẩn nội dung cho đến khi được xem",
        "its place is kept, its words are hidden until somebody has looked",
    ),
    "hold": Said("giữ lại cho đến khi được duyệt", "held until it is approved"),
    "refuse": Said("không nhận", "not taken"),
}

WAYS: dict[Way, Said] = {
    Way.EXACT: Said("viết đúng như vậy", "written just so"),
    Way.BARE: Said("viết thiếu dấu", "written without diacritics"),
    Way.DRAWN: Said("kéo dài chữ", "letters drawn out"),
    Way.LOOKALIKE: Said("dùng ký tự trông giống", "with characters that look alike"),
    Way.SPLIT: Said("tách rời các chữ", "letters set apart"),
}

ROLES: dict[Role, Said] = {
    Role.OWNER: Said("phụ trách", "owner"),
    Role.FACILITATOR: Said("người điều phối", "facilitator"),
    Role.MODERATOR: Said("kiểm duyệt viên", "moderator"),
    Role.MEMBER: Said("thành viên", "member"),
    Role.OBSERVER: Said("quan sát viên", "observer"),
}

_OURS: dict[str, dict[str, Said]] = {  # facts that are a word of ours
    "way": {way.value: said for way, said in WAYS.items()},
    "below": {role.value: said for role, said in ROLES.items()},
}


def explain(finding: Finding, language: Language) -> str:
    """What the rule saw, in a sentence. Raises KeyError for a finding of no rule of `moderation.judging`."""
    facts = {
        name: _OURS[name][str(value)].to(language) if name in _OURS else value
        for name, value in finding.facts.items()
    }
    return FOUND[Rule(finding.rule)].to(language).format_map(facts)
