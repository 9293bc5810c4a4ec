"""The words of moderation in numbers, beside those that every document has."""

from msgspec import Struct

from web.documents.words import Code


class StatisticsWords(Struct, frozen=True):
    """Its sentences in one language; `{…}` is filled in with text."""

    lead: str
    now: str
    file: str
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


VI = StatisticsWords(
    lead="Từng tháng theo giờ Việt Nam, từ {first} đến {last}.",
    now="Lúc này có {open} vụ việc đang chờ, trong đó {overdue} đã quá hạn.",
    file="Tải về dạng CSV",
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

EN = StatisticsWords(
    lead="By month, in Vietnamese time, from {first} to {last}.",
    now="{open} cases are waiting now; {overdue} of them are overdue.",
    file="Download as CSV",
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

WORDS: dict[Code, StatisticsWords] = {"vi": VI, "en": EN}
"""In Vietnamese and English, in the terms of docs/glossary.md."""
