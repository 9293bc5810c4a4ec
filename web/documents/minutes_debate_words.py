"""The words of minutes about amendments, arguments and consultations."""

from msgspec import Struct

from rooms.proposals.amending.amendment import AmendmentState
from web.documents.words import Code


class DebateWords(Struct, frozen=True):
    """Their sentences in one language; `{…}` is filled in with text."""

    amendments: str
    amendment: str
    asked: str
    reasons: str
    no_reasons: str
    in_transcript: str
    fates: dict[AmendmentState, str]
    not_considered: str
    decided: str
    dropped: str
    added: str
    cut_off: str
    no_amendments: str
    arguments: str
    columns: dict[str, str]
    counted: str
    no_arguments: str
    strongest: str
    is_strongest: str
    how_strong: str
    evidence: str
    answer: str
    marked: str
    unanswered: str
    reused: str
    consultations: str
    consulted: str
    closed: str
    still_consulting: str
    answers: str
    table: str
    no_consultations: str


VI = DebateWords(
    amendments="Sửa đổi và kết quả",
    amendment="Sửa đổi {n}",
    asked="đề nghị sửa {changes} chỗ của bản {base}",
    reasons="Lý do:",
    no_reasons="Lý do không còn đọc được.",
    in_transcript="Trong bản ghi toàn văn",
    fates={
        AmendmentState.OPEN: "Chưa quyết định.",
        AmendmentState.ACCEPTED: "Tiếp thu vào bản {version}",
        AmendmentState.PARTLY: "Tiếp thu một phần vào bản {version}",
        AmendmentState.REJECTED: "Không tiếp thu",
        AmendmentState.WITHDRAWN: "Người đề nghị đã rút",
    },
    not_considered="Không được xem xét trước khi hết thời gian sửa đổi.",
    decided="{name}, {when}",
    dropped="Bỏ:",
    added="Thêm:",
    cut_off="…",
    no_amendments="Chưa có sửa đổi nào.",
    arguments="Luận điểm",
    columns={"supports": "Ủng hộ", "critiques": "Phản biện", "questions": "Câu hỏi"},
    counted="{supports} luận điểm ủng hộ; {critiques} phản biện, {unanswered} chưa được trả lời; {questions} câu hỏi, {open} chưa được trả lời.",
    no_arguments="Chưa có luận điểm nào.",
    strongest="Phản biện mạnh nhất chưa được trả lời:",
    is_strongest="Phản biện mạnh nhất chưa được trả lời",
    how_strong="Sức nặng của một luận điểm là cận dưới của khoảng tin cậy Wilson (95%) cho phần đồng tình trong số người đồng tình và không đồng tình; mạnh nhất đứng trước.",
    evidence="Dẫn chứng của {name}:",
    answer="Trả lời của {name}",
    marked="{name} ghi nhận, {when}",
    unanswered="Chưa được trả lời.",
    reused="lấy từ nơi khác trong phòng",
    consultations="Lấy ý kiến",
    consulted="lấy ý kiến về bản {version}, từ {opened} đến {closes}",
    closed="{name} kết thúc, {when}.",
    still_consulting="Chưa kết thúc.",
    answers="{comments} ý kiến: tiếp thu {accepted}, tiếp thu một phần {partly}, giải trình {explained}, không tính {aside}, chưa trả lời {waiting}.",
    table="Bảng tổng hợp, tiếp thu, giải trình ý kiến",
    no_consultations="Chưa có đợt lấy ý kiến nào.",
)

EN = DebateWords(
    amendments="Amendments and what became of them",
    amendment="Amendment {n}",
    asked="asks for changes to version {base}: {changes}",
    reasons="Reasons:",
    no_reasons="The reasons cannot be read any more.",
    in_transcript="In the transcript",
    fates={
        AmendmentState.OPEN: "Not decided yet.",
        AmendmentState.ACCEPTED: "Taken into version {version}",
        AmendmentState.PARTLY: "Taken in part into version {version}",
        AmendmentState.REJECTED: "Rejected",
        AmendmentState.WITHDRAWN: "Withdrawn by its member",
    },
    not_considered="Not considered before the time for amendments was over.",
    decided="{name}, {when}",
    dropped="Dropped:",
    added="Added:",
    cut_off="…",
    no_amendments="There are no amendments.",
    arguments="Arguments",
    columns={"supports": "Support", "critiques": "Critique", "questions": "Questions"},
    counted="Support: {supports}. Critique: {critiques}, not answered: {unanswered}. Questions: {questions}, not answered: {open}.",
    no_arguments="There are no arguments.",
    strongest="The strongest critique that nobody has answered:",
    is_strongest="The strongest critique that nobody has answered",
    how_strong="An argument is as strong as the lower end of Wilson's interval (95%) for the part that agrees of those who agree and disagree; the strongest comes first.",
    evidence="Evidence by {name}:",
    answer="Answered by {name}",
    marked="noted by {name}, {when}",
    unanswered="Not answered.",
    reused="taken from elsewhere in the room",
    consultations="Consultations",
    consulted="asked for comments on version {version}, from {opened} to {closes}",
    closed="Ended by {name}, {when}.",
    still_consulting="It has not ended.",
    answers="Comments: {comments}. Accepted: {accepted}, in part: {partly}, explained: {explained}, set aside: {aside}, not answered: {waiting}.",
    table="Table of comments and answers",
    no_consultations="There are no consultations.",
)

WORDS: dict[Code, DebateWords] = {"vi": VI, "en": EN}
