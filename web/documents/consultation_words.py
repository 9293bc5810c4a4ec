"""The words of the table of a consultation."""

from msgspec import Struct

from rooms.proposals.consulting.consultation import Answer


class ConsultationWords(Struct, frozen=True):
    """Its sentences in one language; `{…}` is filled in with text."""

    title: str
    on: str
    time: str
    before: str
    open: str
    closed: str
    counts: str
    answers: dict[Answer, str]
    waiting: str
    columns: tuple[str, str, str, str, str]
    article: str
    version: str
    passage: str
    whole: str
    hidden: str
    removed: str
    retracted: str
    not_yet: str
    none: str
    file: str
    part: str
    order: str
    csv_columns: tuple[str, ...]


WORDS: dict[str, ConsultationWords] = {
    "vi": ConsultationWords(
        title="Bảng tổng hợp, tiếp thu, giải trình ý kiến",
        on="Đợt lấy ý kiến {n} về bản {version}: {title}",
        time="Lấy ý kiến từ {since} đến {until}.",
        before="Góp ý về bản {version} gửi trước khi mở đợt cũng được tính.",
        open="Đợt lấy ý kiến chưa kết thúc; bảng này còn thay đổi.",
        closed="Kết thúc {when}. Bảng này không thay đổi nữa.",
        counts="{comments} góp ý",
        answers={
            Answer.ACCEPTED: "Tiếp thu",
            Answer.PARTLY: "Tiếp thu một phần",
            Answer.EXPLAINED: "Giải trình",
            Answer.ASIDE: "Không tính",
        },
        waiting="Chưa trả lời",
        columns=("STT", "Điều, khoản", "Ý kiến góp ý", "Người góp ý", "Tiếp thu, giải trình"),
        article="Phần {n}",
        version="bản {n}",
        passage="Về đoạn: “{words}”",
        whole="Về cả điều này",
        hidden="Góp ý này đã bị ẩn.",
        removed="Góp ý này đã bị gỡ.",
        retracted="Người góp ý đã rút lại.",
        not_yet="Chưa có.",
        none="Chưa có góp ý nào trong đợt này.",
        file="Tải bảng này (CSV)",
        part="Tải bảng này (CSV), phần {n} trên {all}",
        order="Theo thứ tự của văn bản. Câu trả lời của góp ý đã ẩn hoặc đã rút cũng không hiện.",
        csv_columns=(
            "STT", "Bản", "Điều, khoản", "Đoạn được góp ý", "Ý kiến góp ý", "Người góp ý", "Thời điểm góp ý",
            "Kết quả", "Nội dung tiếp thu, giải trình", "Người trả lời", "Thời điểm trả lời",
        ),
    ),
    "en": ConsultationWords(
        title="Table of comments and answers",
        on="Consultation {n} on version {version}: {title}",
        time="Comments were taken from {since} to {until}.",
        before="Comments on version {version} made before it was opened count too.",
        open="The consultation is not closed; this table still changes.",
        closed="Closed {when}. This table does not change any more.",
        counts="{comments} comments",
        answers={
            Answer.ACCEPTED: "Accepted",
            Answer.PARTLY: "Accepted in part",
            Answer.EXPLAINED: "Explained",
            Answer.ASIDE: "Not counted",
        },
        waiting="Not answered",
        columns=("No.", "Article", "Comment", "Comment by", "Answer"),
        article="Part {n}",
        version="version {n}",
        passage="On the passage “{words}”",
        whole="On the whole article",
        hidden="This comment is hidden.",
        removed="This comment was removed.",
        retracted="Its author took it back.",
        not_yet="None yet.",
        none="There are no comments in this consultation yet.",
        file="Download this table (CSV)",
        part="Download this table (CSV), part {n} of {all}",
        order="In the order of the text. Of a comment that is hidden or was taken back the answer is not shown either.",
        csv_columns=(
            "No.", "Version", "Article", "Passage", "Comment", "Comment by", "Commented at",
            "Answer", "Reason", "Answered by", "Answered at",
        ),
    ),
}  # fmt: skip
