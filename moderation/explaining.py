"""What each rule says when it has found something, for the author and for moderators alike, in both languages.

A sentence speaks of the finding's facts by their names and of nothing else, so that a decision of a rule can be checked by
whoever reads it.
"""

from msgspec import Struct

from moderation.judging import Rule
from moderation.wordlist import Way
from rooms.people import Language
from rooms.roles import Role
from rooms.screening import Action, Finding


class InBoth(Struct, frozen=True):
    """One thing in both languages."""

    vi: str
    en: str

    def to(self, language: Language) -> str:
        """It, for a reader of this language."""
        return self.en if language is Language.EN else self.vi


class Explained(Struct, frozen=True):
    """What one rule saw: which it is, what it asks for, and why."""

    rule: str
    action: Action
    why: InBoth


FOUND: dict[Rule, InBoth] = {
    Rule.WORDS: InBoth(
        "Có “{written}”, khớp với “{entry}” trong danh sách từ “{list}” ({way}); số lần: {times}.",
        "It has “{written}”, which is “{entry}” of the word list “{list}” ({way}); times: {times}.",
    ),
    Rule.LINKS: InBoth(
        "Có {links} liên kết ra ngoài, mức cho phép là {most}; liên kết đầu tiên dẫn đến “{host}”.",
        "It has {links} links to elsewhere, where {most} are let pass; the first leads to “{host}”.",
    ),
    Rule.FEW_POSTS: InBoth(
        "Người viết mới có {approved} ý kiến được chấp nhận ở đây; cần {least} thì ý kiến mới không phải xem trước.",
        "The author has {approved} approved posts here; with {least} their posts are no longer looked at first.",
    ),
    Rule.YOUNG: InBoth(
        "Tài khoản của người viết mới được {days} ngày; quy tắc này áp dụng đến khi đủ {least} ngày.",
        "The author's account is {days} days old; this rule is for accounts of fewer than {least} days.",
    ),
    Rule.BEFOREHAND: InBoth(
        "Ở đây mọi ý kiến đều được xem trước khi hiện ra.",
        "Here everything is read before it is shown.",
    ),
    Rule.BELOW: InBoth(
        "Ở đây ý kiến của người có vai trò dưới {below} được xem trước khi hiện ra.",
        "Here posts of people with a role below {below} are read before they are shown.",
    ),
    Rule.MINUTE: InBoth(
        "Người viết đã gửi {posts} ý kiến trong một phút vừa qua; mức cho phép là {most}.",
        "The author has sent {posts} posts within the last minute, where {most} are let pass.",
    ),
    Rule.HOUR: InBoth(
        "Người viết đã gửi {posts} ý kiến trong một giờ vừa qua; mức cho phép là {most}.",
        "The author has sent {posts} posts within the last hour, where {most} are let pass.",
    ),
    Rule.SHORT: InBoth(
        "Ý kiến dài {length} ký tự, ít hơn mức {least}.",
        "The post has {length} characters, fewer than {least}.",
    ),
    Rule.LONG: InBoth(
        "Ý kiến dài {length} ký tự, nhiều hơn mức {most}.",
        "The post has {length} characters, more than {most}.",
    ),
    Rule.QUIET: InBoth(
        "Gửi lúc {time}, trong giờ yên tĩnh từ {start} đến {end} (giờ Việt Nam).",
        "It was sent at {time}, in the quiet hours from {start} until {end} (Viet Nam time).",
    ),
    Rule.MACHINE: InBoth(
        "Máy gợi ý nhãn “{label}” với điểm {score}/100 (quy tắc áp dụng từ {least}), vì: {reasons}. Đây chỉ là gợi ý.",
        "A machine suggests “{label}” with a score of {score}/100 (the rule is for {least} and more), because of: {reasons}. It is only a suggestion.",
    ),
}

WAYS: dict[Way, InBoth] = {
    Way.EXACT: InBoth("viết đúng như vậy", "written just so"),
    Way.BARE: InBoth("viết thiếu dấu", "written without diacritics"),
    Way.DRAWN: InBoth("kéo dài chữ", "letters drawn out"),
    Way.LOOKALIKE: InBoth("dùng ký tự trông giống", "with characters that look alike"),
    Way.SPLIT: InBoth("tách rời các chữ", "letters set apart"),
}

ROLES: dict[Role, InBoth] = {
    Role.OWNER: InBoth("phụ trách", "owner"),
    Role.FACILITATOR: InBoth("người điều phối", "facilitator"),
    Role.MODERATOR: InBoth("kiểm duyệt viên", "moderator"),
    Role.MEMBER: InBoth("thành viên", "member"),
    Role.OBSERVER: InBoth("quan sát viên", "observer"),
}

_OURS: dict[str, dict[str, InBoth]] = {  # facts that are a word of ours
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


def explained(finding: Finding) -> Explained:
    """The same for whoever reads it, in whatever language."""
    why = InBoth(explain(finding, Language.VI), explain(finding, Language.EN))
    return Explained(finding.rule, finding.action, why)
