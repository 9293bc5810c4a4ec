"""The words of the public record of moderation, beside those that every document has."""

from msgspec import Struct

from web.documents.words import Code


class RecordWords(Struct, frozen=True):
    """Its sentences in one language; `{…}` is filled in with text."""

    lead: str
    kept: str
    none: str
    newest: str
    following: str
    year_file: str
    acts: dict[str, dict[str, str]]
    rule: str
    sources: dict[str, str]
    where: str
    closed_room: str
    place: str
    link: str
    by: str
    moderator: str
    note: str
    minutes: str
    hours: str
    days: str
    asked: str
    waits: str
    outcomes: dict[str, str]
    review_note: str
    reverts: str
    reverted: str


PEOPLE_VI = {  # what is done about whoever wrote it, whatever the case is about
    "warn": "Nhắc nhở một người viết",
    "mute_in_room": "Không cho một người phát biểu trong phòng",
    "suspend": "Tạm khóa một tài khoản",
    "ban": "Khóa vĩnh viễn một tài khoản",
    "lift": "Hủy một biện pháp đối với một người",
}
PEOPLE_EN = {
    "warn": "Author warned",
    "mute_in_room": "Author silenced in the room",
    "suspend": "Account suspended",
    "ban": "Account banned",
    "lift": "A measure against a person lifted",
}


def _taken_vi(what: str) -> dict[str, str]:
    acts = {"approve": f"{what.capitalize()} không vi phạm", "restore": f"Khôi phục một {what}"}
    return acts | {"hide": f"Ẩn một {what}", "remove": f"Gỡ bỏ một {what}"} | PEOPLE_VI


def _taken_en(what: str) -> dict[str, str]:
    acts = {"approve": f"{what} breaks no rule", "restore": f"{what} restored"}
    return acts | {"hide": f"{what} hidden", "remove": f"{what} removed"} | PEOPLE_EN


VI = RecordWords(
    lead="Mỗi quyết định kiểm duyệt có một mục ở đây: đã làm gì, theo quy tắc nào, vì sao, mất bao lâu, và kết quả khi có đề nghị xem xét lại.",
    kept="Không nêu tên người viết và người báo vi phạm. Chỉ nêu phòng nếu phòng công khai; chỉ dẫn tới chỗ của ý kiến khi ý kiến đang bị ẩn, lược bỏ một phần hoặc đã bị gỡ bỏ.",
    none="Chưa có quyết định nào.",
    newest="Các quyết định mới nhất",
    following="Các quyết định trước đó",
    year_file="Tải về năm {year} dạng CSV",
    acts={
        "post": {
            "approve": "Không vi phạm",
            "hide": "Ẩn một ý kiến",
            "remove": "Gỡ bỏ một ý kiến",
            "edit": "Lược bỏ một phần ý kiến",
            "restore": "Khôi phục một ý kiến",
        }
        | PEOPLE_VI,
        "title": _taken_vi("tiêu đề"),
        "name": _taken_vi("tên"),
        "held": {
            "approve": "Cho đăng một ý kiến được giữ lại",
            "hide": "Không cho đăng một ý kiến",
            "remove": "Không cho đăng một ý kiến",
            "restore": "Cho đăng lại một ý kiến",
        }
        | PEOPLE_VI,
    },
    rule="Quy tắc {rule}",
    sources={
        "report": "có người báo vi phạm",
        "rule": "quy tắc tự động giữ lại",
        "moderator": "kiểm duyệt viên tự thấy",
    },
    where="Phòng {room}",
    closed_room="Một phòng không công khai",
    place="chỗ của ý kiến",
    link="Liên kết lâu dài tới quyết định này",
    by="Người quyết định: {name}",
    moderator="kiểm duyệt viên",
    note="Lý do nêu ra:",
    minutes="quyết định sau {n} phút",
    hours="quyết định sau {n} giờ",
    days="quyết định sau {n} ngày",
    asked="Người viết đề nghị xem xét lại lúc {when}.",
    waits="Đang chờ người khác xem xét lại.",
    outcomes={
        "upheld": "Người khác đã xem xét lại lúc {when}: giữ nguyên quyết định.",
        "overturned": "Người khác đã xem xét lại lúc {when}: hủy quyết định.",
    },
    review_note="Giải thích:",
    reverts="Hủy bỏ {act}.",
    reverted="Đã bị hủy bỏ bởi {act}.",
)

EN = RecordWords(
    lead="Every decision of moderation stands here: what was done, under which rule, why, how long it took, and what came of a review.",
    kept="Authors and those who report are not named. A room is named where it is public; the place of a post is linked while the post is hidden, removed or cut.",
    none="There is no decision yet.",
    newest="The newest decisions",
    following="Earlier decisions",
    year_file="Download {year} as CSV",
    acts={
        "post": {
            "approve": "No rule broken",
            "hide": "Post hidden",
            "remove": "Post removed",
            "edit": "Part of a post cut",
            "restore": "Post restored",
        }
        | PEOPLE_EN,
        "title": _taken_en("Title"),
        "name": _taken_en("Name"),
        "held": {
            "approve": "Held post let through",
            "hide": "Held post refused",
            "remove": "Held post refused",
            "restore": "Held post let through after all",
        }
        | PEOPLE_EN,
    },
    rule="Rule {rule}",
    sources={
        "report": "reported",
        "rule": "held by an automatic rule",
        "moderator": "found by a moderator",
    },
    where="Room {room}",
    closed_room="A room that is not public",
    place="place of the post",
    link="Permanent link to this decision",
    by="Decided by: {name}",
    moderator="a moderator",
    note="Reason given:",
    minutes="decided after {n} min",
    hours="decided after {n} h",
    days="decided after {n} days",
    asked="The author asked for a review {when}.",
    waits="It waits for somebody else to look at it.",
    outcomes={
        "upheld": "Reviewed by somebody else {when}: the decision stands.",
        "overturned": "Reviewed by somebody else {when}: the decision was overturned.",
    },
    review_note="Explanation:",
    reverts="Takes back {act}.",
    reverted="Taken back by {act}.",
)

WORDS: dict[Code, RecordWords] = {"vi": VI, "en": EN}
"""In Vietnamese and English, in the terms of docs/glossary.md."""
