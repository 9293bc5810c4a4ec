"""The words of minutes, in Vietnamese and English, in the terms of docs/glossary.md."""

from msgspec import Struct

from rooms.proposals.stages import By, Stage
from rooms.roles import Role
from web.documents import proposal_words
from web.documents.words import Code


class MinutesWords(Struct, frozen=True):
    """Their sentences in one language; `{…}` is filled in with text."""

    minutes: str
    lead: str
    facts: dict[str, str]
    thread: str
    post: str
    version: str
    round: str
    at_least: str
    since: str
    author: str
    left: str
    nobody: str
    course: str
    procedure: str
    led: dict[By, str]
    days: str
    versions: str
    from_version: str
    digest: str
    hands: str
    hand: str
    somebody: str
    support: str
    supporters: str
    supporters_of: str
    unnamed: str
    outcome: str
    outcomes: dict[str, str]
    there: dict[str, str]
    not_yet: str
    people: str
    text: str
    data: str
    pdf: str
    pages: str
    stages: dict[Stage, str]
    roles: dict[Role, str]


VI = MinutesWords(
    minutes="Biên bản đề xuất {code}",
    lead="Biên bản ghi lại những gì đã dẫn tới văn bản và kết quả của nó. Nội dung lấy từ nhật ký của phòng và từ các phiên bản không thay đổi được.",
    facts={
        "title": "Tên đề xuất",
        "room": "Phòng thảo luận",
        "authors": "Đồng soạn thảo",
        "opened": "Mở thảo luận",
        "stage": "Giai đoạn",
        "versions": "Phiên bản",
        "origin": "Xuất phát từ",
        "discussion": "Thảo luận",
    },
    thread="chủ đề số {n}",
    post="ý kiến số {n}",
    version="bản {n}",
    round="vòng {n}",
    at_least="ít nhất đến {when}",
    since="từ {when}",
    author="đồng soạn thảo",
    left="đã rời phòng",
    nobody="Hiện không còn ai ở bàn soạn thảo.",
    course="Quá trình",
    procedure="Thủ tục và quy tắc biểu quyết",
    led={
        "authors": "người soạn thảo chuyển bước",
        "keepers": "ban điều hành phòng chuyển bước",
        "either": "người soạn thảo hoặc ban điều hành phòng chuyển bước",
    },
    days="kéo dài ít nhất {n} ngày",
    versions="Các phiên bản",
    from_version="từ bản {n}",
    digest="Mã băm SHA-256 của văn bản:",
    hands="Người viết:",
    hand="{name} {n} ký tự",
    somebody="không còn ghi lại là ai",
    support="Ủng hộ theo từng bản",
    supporters="{n} người ủng hộ một trong các bản.",
    supporters_of="{n} người",
    unnamed="Biên bản đếm mà không nêu tên người ủng hộ: ủng hộ rút lại được cho tới khi biểu quyết, còn bản đã in thì không. "
    "Mỗi người được đếm ở bản mà họ đã đọc và ủng hộ sau cùng; bản mới không mang theo ủng hộ của ai.",
    outcome="Kết quả",
    outcomes={
        "roll": "Danh sách người có quyền biểu quyết",
        "result": "Kết quả biểu quyết",
        "checkpoint": "Dấu niêm phong của sổ phiếu",
        "decision": "Quyết định",
        "answer": "Trả lời chính thức",
        "tasks": "Nhiệm vụ",
    },
    there={"vote": "Dữ liệu của cuộc biểu quyết", "checkpoint": "Bản để kiểm lại"},
    not_yet="chưa có",
    people="Những người được nêu tên",
    text="Toàn văn {version}",
    data="Dữ liệu của biên bản (JSON)",
    pdf="Biên bản dạng PDF",
    pages="Biên bản này có {n} trang trên mạng; đây là trang {page}.",
    stages=proposal_words.WORDS["vi"].stages,
    roles={
        Role.OWNER: "người phụ trách",
        Role.FACILITATOR: "người điều phối",
        Role.MODERATOR: "kiểm duyệt viên",
        Role.MEMBER: "thành viên",
        Role.OBSERVER: "quan sát viên",
    },
)

EN = MinutesWords(
    minutes="Minutes of proposal {code}",
    lead="These minutes say what led to the text and what became of it. They are made of the room's journal and of versions that cannot change.",
    facts={
        "title": "Title",
        "room": "Room",
        "authors": "Drafted by",
        "opened": "Opened",
        "stage": "Stage",
        "versions": "Versions",
        "origin": "Came out of",
        "discussion": "Discussion",
    },
    thread="thread {n}",
    post="post {n}",
    version="version {n}",
    round="round {n}",
    at_least="at least until {when}",
    since="since {when}",
    author="co-author",
    left="has left the room",
    nobody="Nobody is at the drafting table now.",
    course="Course",
    procedure="Procedure and rule of the vote",
    led={
        "authors": "started by co-authors",
        "keepers": "started by stewards of the room",
        "either": "started by co-authors or stewards of the room",
    },
    days="lasts at least {n} days",
    versions="Versions",
    from_version="from version {n}",
    digest="SHA-256 of its text:",
    hands="Written by:",
    hand="{name} {n} characters",
    somebody="it was not kept by whom",
    support="Support by version",
    supporters="Supporters of any version: {n}.",
    supporters_of="{n}",
    unnamed="Supporters are counted here and not named: support can be taken back until the vote, and what is printed cannot. "
    "Each is counted with the version they read and supported last; a new version takes nobody's support along.",
    outcome="Outcome",
    outcomes={
        "roll": "Roll of those who may vote",
        "result": "Result of the vote",
        "checkpoint": "Signed checkpoint of the ledger",
        "decision": "Decision",
        "answer": "Official answer",
        "tasks": "Tasks",
    },
    there={"vote": "The vote as data", "checkpoint": "As text, to check"},
    not_yet="none yet",
    people="People named here",
    text="Full text of {version}",
    data="These minutes as data (JSON)",
    pdf="These minutes as PDF",
    pages="Online these minutes have pages: {n}; this is page {page}.",
    stages=proposal_words.WORDS["en"].stages,
    roles={
        Role.OWNER: "owner",
        Role.FACILITATOR: "facilitator",
        Role.MODERATOR: "moderator",
        Role.MEMBER: "member",
        Role.OBSERVER: "observer",
    },
)

WORDS: dict[Code, MinutesWords] = {"vi": VI, "en": EN}
