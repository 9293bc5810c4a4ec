"""Reasons about arguments of a proposal: what is reused, and what was answered."""

from server.problems.sentence import Sentence

ARGUMENTS: dict[str, Sentence] = {
    "answered-already": Sentence(
        "Ý kiến này đã được đánh dấu là câu trả lời.",
        "This reply is marked as the answer already.",
    ),
    "argument-already": Sentence(
        "Ý kiến này đã nằm trong đề xuất này.",
        "This post is part of this proposal already.",
    ),
    "no-arguing-now": Sentence(
        "Ở bước này không thêm hay sửa luận điểm của đề xuất được nữa.",
        "The arguments of the proposal cannot be changed in this stage.",
    ),
    "no-argument": Sentence(
        "Đề xuất không có luận điểm hay câu hỏi này, hoặc hiện không đọc được.",
        "The proposal has no such argument or question, or it cannot be read now.",
    ),
    "no-reply-to-it": Sentence(
        "Đây không phải là ý kiến trả lời luận điểm hay câu hỏi này.",
        "This is no reply to this argument or question.",
    ),
    "not-answered": Sentence(
        "Chưa có câu trả lời nào được đánh dấu.",
        "No reply is marked as the answer.",
    ),
    "not-reused": Sentence(
        "Ý kiến này không được dùng lại cho đề xuất này.",
        "This post is not reused for this proposal.",
    ),
    "said-still-open": Sentence(
        "Người nêu đã nói ý kiến này chưa trả lời được. Hãy chọn một ý kiến trả lời khác.",
        "Whoever raised it has said that this reply does not answer it. Choose another reply.",
    ),
}
