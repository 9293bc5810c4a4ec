"""Every reason a request can be refused for, in words: what happened and what to do, in each language.

The keys are the last part of a problem's `type` and never change. `{name}` is filled in from the refusal's facts. Some
subjects have a file of their own beside this one.
"""

from typing import Any

from rooms.people import Language
from server.problems.of_access import ACCESS
from server.problems.of_arguments import ARGUMENTS
from server.problems.of_files import FILES
from server.problems.of_moderation import MODERATION
from server.problems.of_proposals import PROPOSALS
from server.problems.of_texts import TEXTS
from server.problems.of_votes import VOTES
from server.problems.sentence import Sentence

SENTENCES: dict[str, Sentence] = (
    ACCESS
    | ARGUMENTS
    | FILES
    | MODERATION
    | PROPOSALS
    | TEXTS
    | VOTES
    | {
        "already-asked": Sentence(
            "Bạn đã gửi yêu cầu này; yêu cầu đang chờ trả lời.",
            "You have asked for this already; it waits for its answer.",
        ),
        "already-member": Sentence(
            "Người này đã ở trong phòng.", "This person is in the room already."
        ),
        "author-gone": Sentence(
            "Tác giả không còn ở trong phòng.", "The author is not in the room any more."
        ),
        "hand-over-first": Sentence(
            "Hãy trao lại vai trò quản trị hệ thống và những phòng chỉ mình người này phụ trách trước khi xóa dữ liệu.",
            "Hand over first: the office of an administrator, and rooms of which nobody else is an owner.",
        ),
        "no-request": Sentence("Không có yêu cầu này.", "There is no such request."),
        "request-decided": Sentence(
            "Yêu cầu này đã được trả lời.", "This request has been answered."
        ),
        "author-silenced": Sentence(
            "Tác giả đang không được phát biểu ở đây theo một quyết định kiểm duyệt.",
            "The author may not speak here now, by a decision of the moderators.",
        ),
        "edit-would-wait": Sentence(
            "Bản sửa này phải được duyệt trước, nên không thay được ý kiến đã đăng; hãy gửi thành ý kiến mới.",
            "This edit would have to be read first, so it cannot take the place of what is out; send it as a new post.",
        ),
        "rule-refuses": Sentence(
            "Quy tắc ở đây không nhận ý kiến này.",
            "The rules here do not let this pass.",
        ),
        "rule-slows": Sentence(
            "Quy tắc ở đây đề nghị chậm lại; hãy gửi lại sau {retry_after_s} giây.",
            "The rules here ask for a slower pace; send it again in {retry_after_s} seconds.",
        ),
        "rule-warns": Sentence(
            "Xin xem lại trước khi gửi; gửi lần nữa nếu vẫn muốn nói như vậy.",
            "Please look at it again; send it once more if you still want to say it so.",
        ),
        "author-without-room": Sentence(
            "Muốn tìm theo người viết, hãy chọn phòng trước.",
            "To search by author, choose a room first.",
        ),
        "already-used": Sentence(
            "Mã thao tác này đã dùng cho một nội dung khác. Nội dung vừa viết vẫn được giữ; hãy gửi lại như một ý kiến mới.",
            "This command's key was used for something else. Your text is kept; send it again as a new one.",
        ),
        "ahead-of-journal": Sentence(
            "Vị trí theo dõi vượt quá nhật ký của phòng. Hãy tải lại phòng.",
            "The cursor is ahead of the room's journal. Load the room again.",
        ),
        "bad-cursor": Sentence(
            "Vị trí theo dõi không đúng dạng.", "The cursor is not of the form epoch-seq."
        ),
        "bad-json": Sentence(
            "Nội dung gửi lên không phải JSON hợp lệ.", "The body is not valid JSON."
        ),
        "contended": Sentence(
            "Máy chủ đang bận. Nội dung được giữ, hãy thử lại sau giây lát.",
            "The server is busy. Your text is kept; try again in a moment.",
        ),
        "cross-site": Sentence(
            "Yêu cầu đến từ một trang khác nên bị từ chối.",
            "The request comes from another site and was refused.",
        ),
        "database-away": Sentence(
            "Cơ sở dữ liệu tạm thời không phản hồi. Nội dung được giữ và sẽ được gửi lại.",
            "The database does not answer just now. Your text is kept and will be sent again.",
        ),
        "disk-full": Sentence(
            "Máy chủ hết chỗ lưu nên tạm thời chỉ đọc được. Nội dung được giữ và sẽ được gửi lại.",
            "The server has run out of space and can only be read just now. Your text is kept and will be sent again.",
        ),
        "internal": Sentence(
            "Máy chủ gặp lỗi. Hãy thử lại; nếu còn lỗi, báo cho quản trị viên mã {id}.",
            "The server failed. Try again; if it goes on, tell the administrator the code {id}.",
        ),
        "join-first": Sentence("Hãy tham gia phòng trước.", "Join the room first."),
        "last-owner": Sentence(
            "Phòng phải luôn có người phụ trách. Hãy trao vai trò này cho người khác trước.",
            "A room always has an owner. Make somebody else one first.",
        ),
        "method-not-allowed": Sentence(
            "Không có thao tác này ở địa chỉ đó.", "There is no such method at this address."
        ),
        "missing-field": Sentence("Thiếu trường {name}.", "The field {name} is missing."),
        "no-member": Sentence(
            "Không có thành viên này trong phòng.", "There is no such member in the room."
        ),
        "no-page": Sentence("Không có địa chỉ này.", "There is no such address."),
        "no-words": Sentence(
            "Câu tìm chưa có từ nào. Hãy nhập ít nhất một từ hoặc một số văn bản.",
            "There is no word to look for. Type a word or the number of a document.",
        ),
        "no-post": Sentence("Không có ý kiến này.", "There is no such post."),
        "no-record": Sentence(
            "Nhật ký hệ thống chưa được ký lần nào.", "Nothing of the record has been signed yet."
        ),
        "no-room": Sentence("Không có phòng này.", "There is no such room."),
        "no-thread": Sentence("Không có chủ đề này.", "There is no such thread."),
        "not-yours": Sentence(
            "Chỉ người viết mới sửa được ý kiến này.", "Only its author can change this post."
        ),
        "out-of-range": Sentence("Có một số quá lớn.", "A number is too large."),
        "owners-only": Sentence(
            "Chỉ người phụ trách phòng được trao hoặc thu vai trò này.",
            "Only owners give or take this role.",
        ),
        "parent-elsewhere": Sentence(
            "Ý kiến được trả lời không thuộc chủ đề này.",
            "The post you answer is not in this thread.",
        ),
        "post-changed": Sentence(
            "Ý kiến đã được sửa ở nơi khác (nay là bản {version}). Hãy xem bản mới trước khi lưu.",
            "The post was changed elsewhere (it is version {version} now). Look at it before you save.",
        ),
        "post-hidden": Sentence(
            "Ý kiến này đã bị ẩn hoặc gỡ bỏ theo quy tắc.",
            "This post was hidden or removed under a rule.",
        ),
        "post-retracted": Sentence("Ý kiến này đã được rút lại.", "This post was retracted."),
        "range-backwards": Sentence("Khoảng đã đọc bị ngược.", "A range ends before it begins."),
        "restarting": Sentence("Máy chủ đang khởi động lại.", "The server is restarting."),
        "role-may-not": Sentence(
            "Vai trò của bạn trong phòng không được làm việc này.",
            "Your role in the room may not do this.",
        ),
        "room-archived": Sentence(
            "Phòng đã lưu trữ, chỉ còn để đọc.", "The room is archived and only for reading."
        ),
        "room-not-archived": Sentence("Phòng đang mở.", "The room is open."),
        "search-busy": Sentence(
            "Đang có nhiều người tìm cùng lúc. Hãy thử lại sau ít giây.",
            "Many are searching just now. Try again in a few seconds.",
        ),
        "search-too-slow": Sentence(
            "Tìm mất quá nhiều thời gian nên đã dừng. Hãy dùng từ cụ thể hơn hoặc chọn một phòng.",
            "The search took too long and was stopped. Use more specific words, or choose a room.",
        ),
        "thread-closed": Sentence(
            "Chủ đề đã đóng, không nhận thêm ý kiến.",
            "The thread is closed and takes no more posts.",
        ),
        "thread-not-slow": Sentence(
            "Chủ đề không ở chế độ chậm.", "The thread is not in slow mode."
        ),
        "thread-open": Sentence("Chủ đề đang mở.", "The thread is open."),
        "thread-slow": Sentence(
            "Chủ đề đang ở chế độ chậm. Nội dung vẫn được giữ; gửi được sau {retry_after_s} giây.",
            "The thread is in slow mode. Your text is kept; it can be sent in {retry_after_s} seconds.",
        ),
        "title-of-several": Sentence(
            "Có nhiều phòng cùng tên này: {rooms}. Hãy nêu số của phòng.",
            "Several rooms have this title: {rooms}. Give the number of one.",
        ),
        "too-deep": Sentence("Nội dung gửi lên lồng quá sâu.", "The body is nested too deeply."),
        "too-large": Sentence("Nội dung gửi lên quá lớn.", "The body is too large."),
        "too-many-lines": Sentence(
            "Đang mở quá nhiều kết nối cùng lúc.", "Too many lines are open at once."
        ),
        "too-many-rooms": Sentence(
            "Theo dõi quá nhiều phòng trên một kết nối.", "Too many rooms are followed on one line."
        ),
        "too-often": Sentence(
            "Thao tác quá nhanh. Nội dung vẫn được giữ; hãy thử lại sau {retry_after_s} giây.",
            "That was too often. Your text is kept; try again in {retry_after_s} seconds.",
        ),
        "too-short": Sentence("Trường {name} quá ngắn.", "The field {name} is too short."),
        "unknown-field": Sentence("Không có trường {name}.", "There is no field {name}."),
        "wrong-shape": Sentence(
            "Nội dung gửi lên không đúng dạng.", "The body is not of the form expected here."
        ),
        "was-removed": Sentence(
            "Bạn đã được đưa ra khỏi phòng này; chỉ người phụ trách phòng có thể thêm lại.",
            "You were removed from this room; only its stewards can add you again.",
        ),
        "wrong-value": Sentence(
            "Trường {name} không nhận giá trị này.", "The field {name} does not take this value."
        ),
    }
)


def say(reason: str, language: Language, facts: dict[str, Any]) -> str:
    """The sentence for a reason. Raises KeyError for one that has none: a test reads the code for those."""
    vi, en = SENTENCES[reason]
    return (en if language is Language.EN else vi).format_map(facts)
