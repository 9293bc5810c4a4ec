"""The words of a proposal as a document."""

from msgspec import Struct

from rooms.proposals.stages import Stage


class ProposalWords(Struct, frozen=True):
    """Its sentences in one language; `{…}` is filled in with text."""

    version: str
    versions: str
    support: str
    authors: str
    also: str
    minutes: str
    discussion: str
    course: str
    round: str
    stages: dict[Stage, str]


WORDS: dict[str, ProposalWords] = {
    "vi": ProposalWords(
        version="Bản {n}",
        versions="Các phiên bản",
        support="{all} người ủng hộ, {now} ủng hộ bản này",
        authors="Soạn thảo: {names}",
        also="Về đề xuất này",
        minutes="Biên bản",
        discussion="Thảo luận về đề xuất",
        course="Quá trình",
        round="vòng {n}",
        stages={
            Stage.DRAFTING: "Soạn thảo",
            Stage.DISCUSSION: "Thảo luận",
            Stage.AMENDMENTS: "Sửa đổi",
            Stage.FROZEN: "Chốt văn bản",
            Stage.VOTE: "Biểu quyết",
            Stage.DECIDED: "Đã quyết định",
            Stage.ANSWERED: "Đã trả lời",
            Stage.WITHDRAWN: "Đã rút",
        },
    ),
    "en": ProposalWords(
        version="Version {n}",
        versions="Versions",
        support="{all} supporters, {now} of this version",
        authors="Drafted by {names}",
        also="About this proposal",
        minutes="Minutes",
        discussion="Discussion",
        course="Course",
        round="round {n}",
        stages={
            Stage.DRAFTING: "Drafting",
            Stage.DISCUSSION: "Discussion",
            Stage.AMENDMENTS: "Amendments",
            Stage.FROZEN: "Frozen text",
            Stage.VOTE: "Vote",
            Stage.DECIDED: "Decided",
            Stage.ANSWERED: "Answered",
            Stage.WITHDRAWN: "Withdrawn",
        },
    ),
}
