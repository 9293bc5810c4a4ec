"""Reasons about comments on a proposal and consultations."""

from server.problems.sentence import Sentence

CONSULTATIONS: dict[str, Sentence] = {
    "bad-end": Sentence(
        "Thời điểm kết thúc lấy ý kiến phải sau đây ít nhất 10 phút và không quá một năm.",
        "A consultation ends at least ten minutes from now, and within a year.",
    ),
    "co-authors-or-keepers": Sentence(
        "Chỉ những người cùng soạn thảo hoặc ban điều hành phòng mới làm được việc này.",
        "Only its co-authors or the stewards of the room can do this.",
    ),
    "comment-not-counted": Sentence(
        "Góp ý này không thuộc đợt lấy ý kiến nào nên không cần giải trình.",
        "This comment belongs to no consultation and needs no answer.",
    ),
    "comment-not-there": Sentence(
        "Góp ý này đã được rút hoặc đã bị ẩn.", "This comment was taken back or is hidden."
    ),
    "comments-wait": Sentence(
        "Chưa kết thúc được: còn góp ý chưa được tiếp thu hoặc giải trình.",
        "It cannot be closed yet: some comments have no answer.",
    ),
    "consultation-closed": Sentence(
        "Đợt lấy ý kiến này đã kết thúc; bảng tổng hợp không đổi được nữa.",
        "This consultation is closed; its table cannot be changed any more.",
    ),
    "consultation-first": Sentence(
        "Đợt lấy ý kiến chưa kết thúc. Văn bản chỉ chốt được sau khi hết hạn góp ý, mọi góp ý đã được trả lời và đợt đã kết thúc.",
        "A consultation is not closed. The text can be frozen once its time is over, each comment is answered, and it is closed.",
    ),
    "consultation-open": Sentence(
        "Đang có một đợt lấy ý kiến chưa kết thúc.", "A consultation is open already."
    ),
    "consultation-runs": Sentence(
        "Đợt lấy ý kiến chưa hết hạn góp ý.", "The time for comments is not over yet."
    ),
    "disposition-changed": Sentence(
        "Người khác vừa trả lời góp ý này. Hãy xem câu trả lời đó rồi gửi lại; phần vừa viết vẫn được giữ.",
        "Somebody else has just answered this comment. Look at their answer and send yours again; what you wrote is kept.",
    ),
    "keepers-only": Sentence(
        "Chỉ ban điều hành phòng mới làm được việc này.",
        "Only the stewards of the room can do this.",
    ),
    "no-article": Sentence("Văn bản không có điều này.", "The text has no such article."),
    "no-comment": Sentence(
        "Không có góp ý này về đề xuất.", "There is no such comment on the proposal."
    ),
    "no-consultation": Sentence("Không có đợt lấy ý kiến này.", "There is no such consultation."),
    "not-opened": Sentence(
        "Đề xuất chưa được đưa ra thảo luận.", "The proposal was not opened for discussion yet."
    ),
    "not-that-passage": Sentence(
        "Đoạn được chọn không có ở chỗ đó trong văn bản. Hãy chọn lại.",
        "The passage does not stand there in the text. Select it again.",
    ),
    "set-aside-by-keepers": Sentence(
        "Ban điều hành phòng đã đặt góp ý này ra ngoài; chỉ họ mới tính lại được.",
        "The stewards of the room set this comment aside; only they can let it count again.",
    ),
    "text-moved-on": Sentence(
        "Đề xuất đã có bản {version} trong khi bạn viết. Lời góp ý vẫn còn ở đây; hãy chọn lại đoạn trong bản mới rồi gửi.",
        "The proposal has version {version} since you began to write. What you wrote is kept; choose the passage in the new version and send it again.",
    ),
    "too-many-comments": Sentence(
        "Đề xuất đã có {most} góp ý, nhiều nhất có thể. Hãy viết trong chủ đề thảo luận.",
        "The proposal has {most} comments, as many as there can be. Write in its discussion.",
    ),
}
