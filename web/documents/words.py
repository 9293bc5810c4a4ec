"""The words of the documents, in Vietnamese and English, in the terms of docs/glossary.md."""

from typing import Literal, TypeAlias

from msgspec import Struct

Code: TypeAlias = Literal["vi", "en"]


class Words(Struct, frozen=True):
    """Every sentence of the documents in one language; `{…}` is filled in with text."""

    code: Code
    skip: str
    home: str
    live: str
    other: str
    transcript: str
    transcripts: str
    transcripts_lead: str
    no_rooms: str
    contents: str
    no_threads: str
    posts: str
    by: str
    read_alone: str
    whole_room: str
    no_posts: str
    people: str
    left: str
    member: str
    answering: str
    discusses: str
    about: str
    article: str
    reasons_of: str
    files: str
    image: str
    level: str
    link: str
    edited: str
    retracted: str
    hidden: str
    removed: str
    cut: str
    reason: str
    closed: str
    archived: str
    moved: str
    moved_by: str
    positions: dict[str, str]
    opened: str
    last: str
    as_of: str
    pages: str
    page: str
    page_of: str
    previous: str
    next: str
    problem_back: str
    further: str
    moderation: str
    record: str
    statistics: str
    kinds: dict[str, str]
    constituencies: dict[str, str]
    visibilities: dict[str, str]


VI = Words(
    code="vi",
    skip="Tới nội dung",
    home="Diên Hồng",
    live="Xem trực tiếp",
    other="English",
    transcript="Bản ghi toàn văn",
    transcripts="Bản ghi các phòng thảo luận",
    transcripts_lead="Mỗi bản ghi đọc được trên mọi thiết bị, không cần kịch bản; phòng công khai không cần tài khoản.",
    no_rooms="Chưa có phòng nào để đọc.",
    contents="Các chủ đề",
    no_threads="Chưa có chủ đề nào.",
    posts="{n} ý kiến",
    by="{name} mở",
    read_alone="Đọc chủ đề này ở trang riêng",
    whole_room="Cả phòng",
    no_posts="Chưa có ý kiến.",
    people="Những người được nêu tên",
    left="đã rời phòng",
    member="Thành viên {n}",
    answering="trả lời {name}",
    discusses="Đọc đề xuất được thảo luận ở đây",
    about="Về: {heading} (bản {n})",
    article="Phần {n}",
    reasons_of="Lý do của sửa đổi {n}",
    files="Tệp đính kèm",
    image="Ảnh {name}",
    level="cấp {n}",
    link="Liên kết lâu dài tới ý kiến này",
    edited="Sửa lúc {when}, bản {n}",
    retracted="Tác giả đã rút lại ý kiến này lúc {when}.",
    hidden="Đã ẩn theo quy tắc {rule}.",
    removed="Đã gỡ bỏ theo quy tắc {rule}.",
    cut="Kiểm duyệt đã lược bỏ một phần ý kiến này theo quy tắc {rule}.",
    reason="Lý do: {reason}",
    closed="{name} đã đóng chủ đề lúc {when}.",
    moved="Nhánh này ({n} ý kiến) đã được tách sang chủ đề",
    moved_by="{name} đã chuyển lúc {when}.",
    archived="{name} đã lưu trữ phòng lúc {when}. Phòng chỉ còn để đọc.",
    positions={"agree": "Đồng tình", "disagree": "Không đồng tình", "pass": "Bỏ qua"},
    opened="mở ngày {when}",
    last="mới nhất {when}",
    as_of="Tính đến mục {seq} của nhật ký phòng, lập lúc {when}, giờ Việt Nam.",
    pages="Các trang",
    page="Trang {n}",
    page_of="Trang {n}/{all}",
    previous="Trang trước",
    next="Trang sau",
    problem_back="Về danh sách bản ghi",
    further="Mọi người đều đọc được",
    moderation="Kiểm duyệt",
    record="Nhật ký kiểm duyệt công khai",
    statistics="Số liệu kiểm duyệt",
    kinds={
        "opinion": "Ý kiến",
        "question": "Câu hỏi",
        "evidence": "Dẫn chứng",
        "support": "Ủng hộ",
        "critique": "Phản biện",
        "solution": "Giải pháp",
    },
    constituencies={
        "agency": "Cơ quan",
        "expert": "Chuyên gia",
        "scientist": "Nhà khoa học",
        "enterprise": "Doanh nghiệp",
        "citizen": "Người dân",
    },
    visibilities={"public": "Công khai", "members": "Thành viên", "invited": "Theo lời mời"},
)

EN = Words(
    code="en",
    skip="Skip to the content",
    home="Diên Hồng",
    live="Open live",
    other="Tiếng Việt",
    transcript="Full transcript",
    transcripts="Transcripts of the rooms",
    transcripts_lead="Each can be read on any device and without script; a public room needs no account.",
    no_rooms="There is no room to read yet.",
    contents="Threads",
    no_threads="There is no thread yet.",
    posts="Posts: {n}",
    by="opened by {name}",
    read_alone="Read this thread on a page of its own",
    whole_room="The whole room",
    no_posts="There is no post yet.",
    people="People named here",
    left="has left the room",
    member="Member {n}",
    answering="in reply to {name}",
    discusses="Read the proposal that is discussed here",
    about="On: {heading} (version {n})",
    article="Part {n}",
    reasons_of="Reasons of amendment {n}",
    files="Attached files",
    image="Image {name}",
    level="level {n}",
    link="Permanent link to this post",
    edited="Edited {when}, version {n}",
    retracted="The author took this post back {when}.",
    hidden="Hidden under rule {rule}.",
    removed="Removed under rule {rule}.",
    cut="Moderators cut a part of this post under rule {rule}.",
    reason="Reason: {reason}",
    closed="{name} closed the thread {when}.",
    moved="This branch (posts: {n}) was moved to the thread",
    moved_by="{name} moved it {when}.",
    archived="{name} archived the room {when}. It can only be read.",
    positions={"agree": "Agree", "disagree": "Disagree", "pass": "Pass"},
    opened="opened {when}",
    last="newest {when}",
    as_of="As of entry {seq} of the room's journal, made {when}, Vietnamese time.",
    pages="Pages",
    page="Page {n}",
    page_of="Page {n} of {all}",
    previous="Previous page",
    next="Next page",
    problem_back="To the list of transcripts",
    further="For everybody to read",
    moderation="Moderation",
    record="Public record of moderation",
    statistics="Moderation in numbers",
    kinds={
        "opinion": "Opinion",
        "question": "Question",
        "evidence": "Evidence",
        "support": "Support",
        "critique": "Critique",
        "solution": "Solution",
    },
    constituencies={
        "agency": "Agency",
        "expert": "Expert",
        "scientist": "Scientist",
        "enterprise": "Enterprise",
        "citizen": "Citizen",
    },
    visibilities={"public": "Public", "members": "Members", "invited": "By invitation"},
)

WORDS: dict[Code, Words] = {"vi": VI, "en": EN}
