"""Reasons about attachments."""

from server.problems.sentence import Sentence

FILES: dict[str, Sentence] = {
    "examining-busy": Sentence(
        "Máy chủ đang xem nhiều tệp khác. Hãy thử lại sau giây lát.",
        "The server is looking at many other files. Try again in a moment.",
    ),
    "file-gone": Sentence(
        "Có tệp không còn chờ được gửi: đã quá một ngày hoặc đã nằm trong ý kiến khác. Hãy bỏ tệp đó và tải lên lại.",
        "A file is not waiting to be sent any more: a day has passed, or another post has it. Remove it and upload it again.",
    ),
    "file-may-name": Sentence(
        "Phòng này không hiện tên, mà tệp PDF và văn bản Office thường ghi tên người soạn. Hãy gửi ảnh, văn bản thường hoặc CSV.",
        "This room shows no names, and PDF and office files often carry their author's. Send an image, plain text or CSV.",
    ),
    "file-too-large": Sentence(
        "Tệp lớn hơn {most_mib} MiB.", "The file is larger than {most_mib} MiB."
    ),
    "file-type": Sentence(
        "Chỉ nhận ảnh PNG, JPEG, WebP, GIF, tệp PDF, văn bản thường hoặc CSV (UTF-8), và văn bản OOXML hoặc OpenDocument.",
        "Only PNG, JPEG, WebP and GIF images, PDF, plain text or CSV (UTF-8), and OOXML or OpenDocument files are taken.",
    ),
    "file-with-macros": Sentence(
        "Văn bản có macro nên không nhận. Hãy lưu lại dưới dạng không có macro.",
        "The document has macros and is not taken. Save it in a form without them.",
    ),
    "files-of-person-full": Sentence(
        "Các tệp của bạn đã đầy {most_mib} MiB.", "Your files have filled {most_mib} MiB."
    ),
    "files-of-room-full": Sentence(
        "Các tệp của phòng đã đầy {most_mib} MiB.", "The room's files have filled {most_mib} MiB."
    ),
    "image-broken": Sentence(
        "Không đọc được ảnh này. Hãy lưu lại ảnh rồi tải lên.",
        "This image cannot be read. Save it again and upload that.",
    ),
    "image-too-large": Sentence(
        "Ảnh có quá nhiều điểm ảnh. Hãy thu nhỏ rồi tải lên.",
        "The image has too many pixels. Make it smaller and upload that.",
    ),
    "no-file": Sentence("Không có tệp này.", "There is no such file."),
    "no-such-range": Sentence(
        "Tệp chỉ có {size_bytes} byte.", "The file has only {size_bytes} bytes."
    ),
    "too-many-files-today": Sentence(
        "Bạn đã tải lên {most} tệp trong một ngày. Hãy đợi đến mai.",
        "You have uploaded {most} files within a day. Wait until tomorrow.",
    ),
    "upload-slow": Sentence(
        "Tải lên quá chậm hoặc bị ngắt. Hãy thử lại.",
        "The upload was too slow or broke off. Try again.",
    ),
    "uploads-busy": Sentence(
        "Máy chủ đang nhận nhiều tệp khác. Hãy thử lại sau giây lát.",
        "The server is taking many other files. Try again in a moment.",
    ),
    "uploads-of-one": Sentence(
        "Bạn đang tải lên {most} tệp cùng lúc. Hãy chờ một tệp xong rồi gửi tiếp.",
        "You are uploading {most} files at once. Wait until one of them is there.",
    ),
}
