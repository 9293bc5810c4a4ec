"""The words of the public record of moderation and of its statistics, beside those that every document has."""

from msgspec import Struct

from web.documents.words import Code


class Words(Struct, frozen=True):
    """Every sentence of both pages in one language; `{…}` is filled in with text."""

    moderation: str
    record: str
    record_lead: str
    record_kept: str
    statistics: str
    none: str
    newest: str
    following: str
    file: str
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
    statistics_lead: str
    now: str
    chart: str
    chart_said: str
    months: str
    whole: str
    columns: dict[str, str]
    causes: str
    cause_columns: dict[str, str]
    requests: str
    request_columns: dict[str, str]
    kinds: dict[str, str]
    requests_meant: str
    meanings: str
    meaning: dict[str, str]


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


VI = Words(
    moderation="Kiểm duyệt",
    record="Nhật ký kiểm duyệt công khai",
    record_lead="Mỗi quyết định kiểm duyệt có một mục ở đây: đã làm gì, theo quy tắc nào, vì sao, mất bao lâu, và kết quả khi có đề nghị xem xét lại.",
    record_kept="Không nêu tên người viết và người báo vi phạm. Chỉ nêu phòng nếu phòng công khai; chỉ dẫn tới chỗ của ý kiến khi ý kiến đang bị ẩn, lược bỏ một phần hoặc đã bị gỡ bỏ.",
    statistics="Số liệu kiểm duyệt",
    none="Chưa có quyết định nào.",
    newest="Các quyết định mới nhất",
    following="Các quyết định trước đó",
    file="Tải về dạng CSV",
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
    statistics_lead="Từng tháng theo giờ Việt Nam, từ {first} đến {last}.",
    now="Lúc này có {open} vụ việc đang chờ, trong đó {overdue} đã quá hạn.",
    chart="Vụ việc đã quyết định, theo kết quả",
    chart_said="Biểu đồ thanh, mỗi tháng một thanh; số liệu đầy đủ ở bảng ngay dưới.",
    months="Từng tháng",
    whole="Cả thời gian",
    columns={
        "month": "Tháng",
        "opened": "Vụ việc mới",
        "decided": "Đã quyết định",
        "approved": "Không vi phạm",
        "hidden": "Ẩn",
        "removed": "Gỡ bỏ",
        "edited": "Lược bỏ",
        "restored": "Khôi phục",
        "hours": "Trung vị, giờ",
        "late": "Quá hạn",
        "reviewed": "Đã xem xét lại",
        "overturned": "Bị hủy",
    },
    causes="Theo quy tắc",
    cause_columns={
        "reason": "Quy tắc",
        "opened": "Vụ việc mới",
        "acted": "Ẩn, gỡ bỏ hoặc lược bỏ",
    },
    requests="Yêu cầu của người dùng về dữ liệu của chính họ",
    request_columns={
        "kind": "Yêu cầu",
        "asked": "Đã nhận",
        "answered": "Đã trả lời",
        "refused": "Không thực hiện",
        "hours": "Trung vị, giờ",
        "late": "Trả lời quá hạn",
        "waiting": "Đang chờ",
        "overdue": "Đang quá hạn",
    },
    kinds={"export": "Cung cấp dữ liệu", "correction": "Đính chính", "erasure": "Xóa dữ liệu"},
    requests_meant="Hạn trả lời là hết ngày làm việc thứ hai. Câu trả lời chỉ người yêu cầu được biết, nên không có trong nhật ký công khai.",
    meanings="Cách tính",
    meaning={
        "opened": "Số vụ việc được mở trong tháng. Các lần báo cùng một ý kiến, cho tới khi có quyết định, là một vụ việc; quy tắc của vụ việc mới là quy tắc nặng nhất được nêu.",
        "decided": "Số vụ việc có quyết định đầu tiên trong tháng; bốn cột sau là kết quả của quyết định ấy.",
        "restored": "Số lần một ý kiến được khôi phục trong tháng, dù đã bị ẩn, gỡ bỏ hoặc lược bỏ lúc nào.",
        "hours": "Trung vị số giờ từ khi mở vụ việc tới quyết định đầu tiên: một nửa nhanh hơn, một nửa lâu hơn. Chỉ tính vụ việc do có người báo hoặc do quy tắc tự động giữ lại.",
        "late": "Trong số vụ việc vừa nêu, tỷ lệ có quyết định đầu tiên muộn hơn thời hạn: 24, 48 hoặc 72 giờ từ lần báo, tùy quy tắc.",
        "reviewed": "Số đề nghị xem xét lại đã có kết quả trong tháng.",
        "overturned": "Trong số đó, tỷ lệ quyết định bị hủy.",
    },
)

EN = Words(
    moderation="Moderation",
    record="Public record of moderation",
    record_lead="Every decision of moderation stands here: what was done, under which rule, why, how long it took, and what came of a review.",
    record_kept="Authors and those who report are not named. A room is named where it is public; the place of a post is linked while the post is hidden, removed or cut.",
    statistics="Moderation in numbers",
    none="There is no decision yet.",
    newest="The newest decisions",
    following="Earlier decisions",
    file="Download as CSV",
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
    statistics_lead="By month, in Vietnamese time, from {first} to {last}.",
    now="{open} cases are waiting now; {overdue} of them are overdue.",
    chart="Cases decided, by outcome",
    chart_said="A chart with a bar for each month; the table below has every number.",
    months="By month",
    whole="All together",
    columns={
        "month": "Month",
        "opened": "New cases",
        "decided": "Decided",
        "approved": "No rule broken",
        "hidden": "Hidden",
        "removed": "Removed",
        "edited": "Cut",
        "restored": "Restored",
        "hours": "Median, hours",
        "late": "Late",
        "reviewed": "Reviewed",
        "overturned": "Overturned",
    },
    causes="By rule",
    cause_columns={"reason": "Rule", "opened": "New cases", "acted": "Hidden, removed or cut"},
    requests="What people asked about their own data",
    request_columns={
        "kind": "Request",
        "asked": "Asked",
        "answered": "Answered",
        "refused": "Refused",
        "hours": "Median, hours",
        "late": "Answered late",
        "waiting": "Waiting now",
        "overdue": "Overdue now",
    },
    kinds={"export": "Their data", "correction": "Correction", "erasure": "Erasure"},
    requests_meant="Each is answered by the end of the second working day. The answers are for those who asked, so the public record does not have them.",
    meanings="How it is counted",
    meaning={
        "opened": "Cases opened in the month. All reports of one post, until it is decided, are one case; the rule of a new case is the gravest that was given.",
        "decided": "Cases that had their first decision in the month; the next four columns say what it was.",
        "restored": "How often a post was restored in the month, whenever it had been hidden, removed or cut.",
        "hours": "The median of the hours from opening a case to its first decision: half took less, half took longer. Only cases that were reported, or held by an automatic rule.",
        "late": "Of those cases, the share decided later than their time allows: 24, 48 or 72 hours from the report, by rule.",
        "reviewed": "Reviews decided in the month.",
        "overturned": "Of those, the share in which the decision was overturned.",
    },
)

WORDS: dict[Code, Words] = {"vi": VI, "en": EN}
