"""Reasons about what somebody wrote: its characters, its length, its formatting, whom and what it names."""

from server.problems.sentence import Sentence

TEXTS: dict[str, Sentence] = {
    "empty": Sentence("Chưa có nội dung.", "There is nothing in it."),
    "lone-surrogate": Sentence(
        "Văn bản chứa ký tự không hợp lệ.", "The text holds half of a character."
    ),
    "mention-of-nobody": Sentence(
        "Có nhắc tên một người không ở trong phòng.",
        "Somebody is mentioned who is not in the room.",
    ),
    "nested-too-deeply": Sentence(
        "Văn bản có quá nhiều tầng lồng nhau (tối đa {deepest}). Hãy bớt tầng danh sách hoặc trích dẫn.",
        "The text is nested too deeply (at most {deepest} levels). Use fewer lists or quotes in each other.",
    ),
    "not-renderable": Sentence(
        "Không trình bày được văn bản này. Hãy đơn giản hóa định dạng rồi gửi lại.",
        "This text cannot be laid out. Make its formatting simpler and send it again.",
    ),
    "not-printable": Sentence(
        "Không lập được tệp PDF của tài liệu này. Hãy dùng trang để in.",
        "This document cannot be set as PDF. Use the page to print it.",
    ),
    "nul-character": Sentence("Văn bản chứa ký tự NUL.", "The text holds a NUL character."),
    "pdf-not-installed": Sentence(
        "Máy chủ này chưa cài phần lập PDF (dienhong[typst]). Hãy mở biên bản và in từ trình duyệt.",
        "This server was installed without the part that makes PDF (dienhong[typst]). Open the minutes and print them from the browser.",
    ),
    "printing-busy": Sentence(
        "Máy chủ đang lập nhiều tài liệu PDF. Hãy thử lại sau giây lát.",
        "The server is setting many documents. Try again in a moment.",
    ),
    "quote-of-nothing": Sentence(
        "Có trích dẫn một ý kiến không ở trong phòng.", "A post is quoted that is not in the room."
    ),
    "rendering-busy": Sentence(
        "Máy chủ đang bận. Nội dung được giữ, hãy thử lại sau giây lát.",
        "The server is busy. Your text is kept; try again in a moment.",
    ),
    "text-too-long": Sentence(
        "Văn bản dài quá {longest} ký tự.", "The text is longer than {longest} characters."
    ),
    "too-many-elements": Sentence(
        "Văn bản có quá nhiều định dạng (tối đa {most} phần tử). Hãy bớt định dạng hoặc chia thành nhiều ý kiến.",
        "The text has too much formatting (at most {most} elements). Use less of it, or several posts.",
    ),
    "too-many-links": Sentence(
        "Quá nhiều liên kết trong một ý kiến (tối đa {most}).",
        "Too many links in one post (at most {most}).",
    ),
    "too-many-mentions": Sentence(
        "Nhắc tên quá nhiều người (tối đa {most}).",
        "Too many people are mentioned (at most {most}).",
    ),
    "too-many-quotes": Sentence(
        "Trích dẫn quá nhiều ý kiến (tối đa {most}).", "Too many posts are quoted (at most {most})."
    ),
    "words-reserved": Sentence(
        "Chỉ hệ thống dùng những lời này, ở chỗ của tên hay tiêu đề đã bị ẩn hoặc xóa. Hãy viết khác đi.",
        "Only the portal says this, in place of a name or a title that was hidden or erased. Please write something else.",
    ),
    "too-slow-to-print": Sentence(
        "Lập PDF của tài liệu này mất quá nhiều thời gian. Hãy dùng trang để in.",
        "Setting this document as PDF takes too long. Use the page to print it.",
    ),
    "too-slow-to-render": Sentence(
        "Trình bày văn bản này mất quá nhiều thời gian. Hãy đơn giản hóa định dạng rồi gửi lại.",
        "Laying out this text takes too long. Make its formatting simpler and send it again.",
    ),
}
