"""The rule of a vote in the minutes: a sentence for each of its parts, and for its method."""

from collections.abc import Iterator

from msgspec import Struct

from rooms.voting.rule import BUDGETS, Method, Rule, Shown
from web.documents.view import View
from web.documents.words import Code


class RuleWords(Struct, frozen=True):
    """Its sentences in one language; `{…}` is filled in with text."""

    passes: str
    more: dict[bool, str]
    part: dict[bool, str]
    of_roll: dict[bool, str]
    methods: dict[Method, str]
    highest: str
    seats: str
    budget: str
    status_quo: str
    quorum: str
    no_quorum: str
    secret: dict[bool, str]
    reasons: dict[str, str]
    shown: dict[Shown, str]


VI = RuleWords(
    passes="Được thông qua khi số phiếu tán thành {more} {part} {of_roll}.",
    more={True: "nhiều hơn", False: "ít nhất bằng"},
    part={True: "hai phần ba", False: "một nửa"},
    of_roll={True: "số người có quyền biểu quyết", False: "số phiếu tán thành và không tán thành"},
    methods={
        Method.CONSENT: "Được thông qua khi không ai phản đối.",
        Method.APPROVAL: "Mỗi phiếu chọn bao nhiêu phương án cũng được; phương án được nhiều phiếu chọn nhất thắng.",
        Method.SCORE: "Mỗi phiếu chấm điểm các phương án; phương án có tổng điểm cao nhất thắng.",
        Method.SCHULZE: "Mỗi phiếu xếp hạng các phương án; các phương án được so từng đôi theo phương pháp Schulze.",
        Method.RUNOFF: "Mỗi phiếu xếp hạng các phương án; phương án ít phiếu nhất bị loại dần, phiếu của nó chuyển cho lựa chọn kế tiếp.",
        Method.TRANSFERABLE: "Mỗi phiếu xếp hạng các phương án; phiếu dư và phiếu của phương án bị loại được chuyển cho lựa chọn kế tiếp.",
        Method.GREEDY: "Mỗi phiếu chọn những khoản nên chi; khoản được nhiều phiếu nhất và còn vừa ngân sách được cấp trước.",
        Method.EQUAL_SHARES: "Mỗi phiếu chọn những khoản nên chi và có một phần ngân sách bằng nhau; khoản nào đủ phiếu cùng trả thì được cấp.",
    },
    highest="Điểm cao nhất là {n}.",
    seats="Số người được bầu: {n}.",
    budget="Ngân sách: {n}.",
    status_quo="Trên phiếu có phương án giữ nguyên hiện trạng.",
    quorum="Tỷ lệ tham gia tối thiểu là {n}% số người có quyền biểu quyết.",
    no_quorum="Không đặt tỷ lệ tham gia tối thiểu.",
    secret={True: "Bỏ phiếu kín.", False: "Biểu quyết công khai."},
    reasons={
        "against": "Phiếu không tán thành phải nêu lý do.",
        "all": "Phiếu nào cũng phải nêu lý do.",
    },
    shown={
        "live": "Kết quả hiện ngay trong khi biểu quyết.",
        "counts": "Trong khi biểu quyết chỉ hiện số người đã bỏ phiếu.",
        "own": "Ai đã bỏ phiếu thì thấy kết quả.",
        "closed": "Kết quả chỉ hiện khi biểu quyết đã đóng.",
    },
)
EN = RuleWords(
    passes="It passes with {more} {part} of {of_roll} in favour.",
    more={True: "more than", False: "at least"},
    part={True: "two thirds", False: "half"},
    of_roll={True: "all who may vote", False: "the votes for and against"},
    methods={
        Method.CONSENT: "It passes if nobody objects.",
        Method.APPROVAL: "Each ballot chooses as many options as it likes; the one that most ballots choose wins.",
        Method.SCORE: "Each ballot scores the options; the highest sum wins.",
        Method.SCHULZE: "Each ballot ranks the options; they are compared in pairs by Schulze's method.",
        Method.RUNOFF: "Each ballot ranks the options; the last one goes out, one at a time, and its ballots go to their next choice.",
        Method.TRANSFERABLE: "Each ballot ranks the options; surplus votes, and those of options that went out, go to the next choice.",
        Method.GREEDY: "Each ballot chooses what to spend on; what most ballots choose and still fits the budget is funded first.",
        Method.EQUAL_SHARES: "Each ballot chooses what to spend on and has an equal share of the budget; what its supporters can pay for is funded.",
    },
    highest="The highest score is {n}.",
    seats="Seats: {n}.",
    budget="Budget: {n}.",
    status_quo="That all stays as it is, is on the ballot.",
    quorum="At least {n}% of those who may vote must take part.",
    no_quorum="There is no quorum.",
    secret={True: "The ballot is secret.", False: "The vote is open."},
    reasons={"against": "A ballot against needs a reason.", "all": "Each ballot needs a reason."},
    shown={
        "live": "The result shows while the vote is open.",
        "counts": "While the vote is open only the number of those who voted shows.",
        "own": "Who has voted sees the result.",
        "closed": "The result shows only once the vote is closed.",
    },
)
WORDS: dict[Code, RuleWords] = {"vi": VI, "en": EN}


def said(view: View, rule: Rule) -> str:
    """All of it."""
    return " ".join(_sentences(view, rule))


def _sentences(view: View, rule: Rule) -> Iterator[str]:
    words, method = WORDS[view.language], rule.method
    if method is Method.MAJORITY:
        yield words.passes.format(
            more=words.more[rule.more],
            part=words.part[rule.majority == "two_thirds"],
            of_roll=words.of_roll[rule.of_roll],
        )
    else:
        yield words.methods[method]
    if method is Method.SCORE:
        yield words.highest.format(n=view.number(rule.highest))
    if method is Method.TRANSFERABLE:
        yield words.seats.format(n=view.number(rule.seats))
    if method in BUDGETS:
        yield words.budget.format(n=view.number(rule.budget))
    if rule.status_quo:
        yield words.status_quo
    yield words.quorum.format(n=rule.quorum) if rule.quorum else words.no_quorum
    yield words.secret[rule.secret]
    if rule.reasons in words.reasons:
        yield words.reasons[rule.reasons]
    yield words.shown[rule.seen]
