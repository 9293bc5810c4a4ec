"""Every reason a request can be refused for, in words: what happened and what to do, in each language.

The keys are the last part of a problem's `type` and never change. `{name}` is filled in from the refusal's facts.
"""

from typing import Any, NamedTuple

from rooms.people import Language


class Sentence(NamedTuple):
    """One reason in both languages."""

    vi: str
    en: str


SENTENCES: dict[str, Sentence] = {
    "administrators-only": Sentence(
        "Chỉ quản trị viên hệ thống được làm việc này.",
        "Only the portal's administrators may do this.",
    ),
    "already-verified": Sentence(
        "Đơn vị của người này đã được xác minh.", "This person's affiliation is verified already."
    ),
    "already-member": Sentence(
        "Người này đã ở trong phòng.", "This person is in the room already."
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
    "bad-json": Sentence("Nội dung gửi lên không phải JSON hợp lệ.", "The body is not valid JSON."),
    "code-wrong": Sentence(
        "Mã không đúng, hoặc đã được dùng.", "The code is wrong, or was used already."
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
    "email-taken": Sentence(
        "Địa chỉ thư này đã có tài khoản.", "This e-mail has an account already."
    ),
    "empty": Sentence("Chưa có nội dung.", "There is nothing in it."),
    "examining-busy": Sentence(
        "Máy chủ đang xem nhiều tệp khác. Hãy thử lại sau giây lát.",
        "The server is looking at many other files. Try again in a moment.",
    ),
    "file-gone": Sentence(
        "Có tệp không còn chờ được gửi: đã quá một ngày hoặc đã nằm trong ý kiến khác. Hãy bỏ tệp đó và tải lên lại.",
        "A file is not waiting to be sent any more: a day has passed, or another post has it. Remove it and upload it again.",
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
    "factor-locked": Sentence(
        "Nhập sai mã quá nhiều lần. Ứng dụng xác thực tạm ngừng {minutes} phút; mã khôi phục và khóa truy cập vẫn dùng được.",
        "Too many wrong codes. The authenticator app is closed for {minutes} minutes; recovery codes and passkeys still work.",
    ),
    "internal": Sentence(
        "Máy chủ gặp lỗi. Hãy thử lại; nếu còn lỗi, báo cho quản trị viên mã {id}.",
        "The server failed. Try again; if it goes on, tell the administrator the code {id}.",
    ),
    "invitation-expired": Sentence(
        "Lời mời này đã hết hạn. Hãy xin người phụ trách phòng một lời mời mới.",
        "This invitation has expired. Ask the room's stewards for a new one.",
    ),
    "invitation-revoked": Sentence("Lời mời này đã bị thu hồi.", "This invitation was revoked."),
    "invitation-used": Sentence(
        "Lời mời này đã được dùng hết lượt.", "This invitation has been used as often as it may be."
    ),
    "join-first": Sentence("Hãy tham gia phòng trước.", "Join the room first."),
    "last-owner": Sentence(
        "Phòng phải luôn có người phụ trách. Hãy trao vai trò này cho người khác trước.",
        "A room always has an owner. Make somebody else one first.",
    ),
    "lone-surrogate": Sentence(
        "Văn bản chứa ký tự không hợp lệ.", "The text holds half of a character."
    ),
    "mention-of-nobody": Sentence(
        "Có nhắc tên một người không ở trong phòng.",
        "Somebody is mentioned who is not in the room.",
    ),
    "method-not-allowed": Sentence(
        "Không có thao tác này ở địa chỉ đó.", "There is no such method at this address."
    ),
    "missing-field": Sentence("Thiếu trường {name}.", "The field {name} is missing."),
    "mute-full": Sentence(
        "Danh sách người đã ẩn đã đầy (tối đa {most} người).",
        "The list of muted people is full (at most {most}).",
    ),
    "mute-oneself": Sentence("Không thể ẩn chính mình.", "You cannot mute yourself."),
    "nested-too-deeply": Sentence(
        "Văn bản có quá nhiều tầng lồng nhau (tối đa {deepest}). Hãy bớt tầng danh sách hoặc trích dẫn.",
        "The text is nested too deeply (at most {deepest} levels). Use fewer lists or quotes in each other.",
    ),
    "no-account": Sentence(
        "Không có tài khoản với địa chỉ thư này.", "No account has this e-mail."
    ),
    "no-file": Sentence("Không có tệp này.", "There is no such file."),
    "no-such-range": Sentence(
        "Tệp chỉ có {size_bytes} byte.", "The file has only {size_bytes} bytes."
    ),
    "no-factor": Sentence(
        "Chưa có ứng dụng xác thực hay khóa truy cập nào để mã khôi phục dùng thay.",
        "There is no authenticator app and no passkey that recovery codes would stand in for.",
    ),
    "no-invitation": Sentence(
        "Không có lời mời này. Hãy kiểm tra xem liên kết đã được chép đủ chưa.",
        "There is no such invitation. See whether the link was copied whole.",
    ),
    "no-person": Sentence("Không có người này.", "There is no such person."),
    "no-link": Sentence(
        "Liên kết này không đúng hoặc đã được dùng.", "This link is wrong or was used."
    ),
    "no-member": Sentence(
        "Không có thành viên này trong phòng.", "There is no such member in the room."
    ),
    "no-page": Sentence("Không có địa chỉ này.", "There is no such address."),
    "no-words": Sentence(
        "Câu tìm chưa có từ nào. Hãy nhập ít nhất một từ hoặc một số văn bản.",
        "There is no word to look for. Type a word or the number of a document.",
    ),
    "no-passkey": Sentence("Không có khóa truy cập này.", "There is no such passkey."),
    "no-post": Sentence("Không có ý kiến này.", "There is no such post."),
    "no-record": Sentence(
        "Nhật ký hệ thống chưa được ký lần nào.", "Nothing of the record has been signed yet."
    ),
    "no-room": Sentence("Không có phòng này.", "There is no such room."),
    "no-thread": Sentence("Không có chủ đề này.", "There is no such thread."),
    "not-by-token": Sentence(
        "Việc này thuộc về tài khoản, không làm được bằng mã truy cập API. Hãy đăng nhập và tự làm.",
        "This concerns the account itself and is not done by API token. Sign in and do it yourself.",
    ),
    "no-totp": Sentence(
        "Không có ứng dụng xác thực nào đang dùng hoặc đang chờ mã. Hãy bắt đầu lại.",
        "No authenticator app is in use or waits for its code. Start again.",
    ),
    "not-renderable": Sentence(
        "Không trình bày được văn bản này. Hãy đơn giản hóa định dạng rồi gửi lại.",
        "This text cannot be laid out. Make its formatting simpler and send it again.",
    ),
    "not-oneself": Sentence(
        "Không thể tự xác minh cho chính mình.", "Nobody verifies their own affiliation."
    ),
    "not-verified": Sentence(
        "Đơn vị của người này chưa được xác minh.", "This person's affiliation is not verified."
    ),
    "not-yours": Sentence(
        "Chỉ người viết mới sửa được ý kiến này.", "Only its author can change this post."
    ),
    "nul-character": Sentence("Văn bản chứa ký tự NUL.", "The text holds a NUL character."),
    "out-of-range": Sentence("Có một số quá lớn.", "A number is too large."),
    "owners-only": Sentence(
        "Chỉ người phụ trách phòng được trao hoặc thu vai trò này.",
        "Only owners give or take this role.",
    ),
    "parent-elsewhere": Sentence(
        "Ý kiến được trả lời không thuộc chủ đề này.", "The post you answer is not in this thread."
    ),
    "passkey-needs-name": Sentence(
        "Khóa truy cập không dùng được ở địa chỉ bằng số ({host}). Hãy mở diễn đàn bằng tên miền.",
        "Passkeys do not work at an address that is a number ({host}). Open the forum by its name.",
    ),
    "passkey-refused": Sentence(
        "Không xác minh được khóa truy cập này, hoặc khóa không còn gắn với tài khoản nào. Hãy thử lại hoặc đăng nhập cách khác.",
        "This passkey could not be verified, or belongs to no account any more. Try again, or sign in in another way.",
    ),
    "passkey-there": Sentence(
        "Khóa truy cập này đã được thêm rồi.", "This passkey was added already."
    ),
    "password-wrong": Sentence("Mật khẩu hiện tại không đúng.", "The present password is wrong."),
    "post-changed": Sentence(
        "Ý kiến đã được sửa ở nơi khác (nay là bản {version}). Hãy xem bản mới trước khi lưu.",
        "The post was changed elsewhere (it is version {version} now). Look at it before you save.",
    ),
    "post-retracted": Sentence("Ý kiến này đã được rút lại.", "This post was retracted."),
    "quote-of-nothing": Sentence(
        "Có trích dẫn một ý kiến không ở trong phòng.", "A post is quoted that is not in the room."
    ),
    "range-backwards": Sentence("Khoảng đã đọc bị ngược.", "A range ends before it begins."),
    "rendering-busy": Sentence(
        "Máy chủ đang bận. Nội dung được giữ, hãy thử lại sau giây lát.",
        "The server is busy. Your text is kept; try again in a moment.",
    ),
    "reset-over": Sentence(
        "Liên kết này đã dùng hoặc đã quá một giờ. Hãy yêu cầu một thư mới.",
        "This link has been used or is older than an hour. Ask for a new letter.",
    ),
    "restarting": Sentence("Máy chủ đang khởi động lại.", "The server is restarting."),
    "role-may-not": Sentence(
        "Vai trò của bạn trong phòng không được làm việc này.",
        "Your role in the room may not do this.",
    ),
    "room-archived": Sentence(
        "Phòng đã lưu trữ, chỉ còn để đọc.", "The room is archived and only for reading."
    ),
    "room-not-archived": Sentence("Phòng đang mở.", "The room is open."),
    "search-too-slow": Sentence(
        "Tìm mất quá nhiều thời gian nên đã dừng. Hãy dùng từ cụ thể hơn hoặc chọn một phòng.",
        "The search took too long and was stopped. Use more specific words, or choose a room.",
    ),
    "second-factor-needed": Sentence(
        "Việc này cần phiên đăng nhập có xác thực hai bước. Thêm ứng dụng xác thực hoặc khóa truy cập ở trang /me/security; nếu đã có, hãy đăng xuất rồi đăng nhập lại.",
        "This needs a session with a second factor. Add an authenticator app or a passkey at /me/security; if you have one, sign out and in again.",
    ),
    "session-ended": Sentence(
        "Phiên đăng nhập đã kết thúc. Hãy đăng nhập lại.", "The session has ended. Sign in again."
    ),
    "sign-in-again": Sentence(
        "Lần đăng nhập này đã hết hạn. Hãy nhập lại mật khẩu.",
        "This sign-in has run out of time or tries. Enter the password again.",
    ),
    "sign-in-failed": Sentence(
        "Địa chỉ thư hoặc mật khẩu không đúng.", "The e-mail or the password is wrong."
    ),
    "sign-in-first": Sentence("Hãy đăng nhập trước.", "Sign in first."),
    "text-too-long": Sentence(
        "Văn bản dài quá {longest} ký tự.", "The text is longer than {longest} characters."
    ),
    "thread-closed": Sentence(
        "Chủ đề đã đóng, không nhận thêm ý kiến.", "The thread is closed and takes no more posts."
    ),
    "thread-open": Sentence("Chủ đề đang mở.", "The thread is open."),
    "title-of-several": Sentence(
        "Có nhiều phòng cùng tên này: {rooms}. Hãy nêu số của phòng.",
        "Several rooms have this title: {rooms}. Give the number of one.",
    ),
    "token-over": Sentence(
        "Mã truy cập này đã hết hiệu lực.",
        "This API token is over already.",
    ),
    "token-scope": Sentence(
        "Mã truy cập API này không có phạm vi {scope}.",
        "This API token does not have the scope {scope}.",
    ),
    "token-unknown": Sentence(
        "Mã truy cập API không đúng, đã hết hạn hoặc đã bị thu hồi.",
        "The API token is wrong, has expired or was revoked.",
    ),
    "too-deep": Sentence("Nội dung gửi lên lồng quá sâu.", "The body is nested too deeply."),
    "too-large": Sentence("Nội dung gửi lên quá lớn.", "The body is too large."),
    "too-many-elements": Sentence(
        "Văn bản có quá nhiều định dạng (tối đa {most} phần tử). Hãy bớt định dạng hoặc chia thành nhiều ý kiến.",
        "The text has too much formatting (at most {most} elements). Use less of it, or several posts.",
    ),
    "too-many-files-today": Sentence(
        "Bạn đã tải lên {most} tệp trong một ngày. Hãy đợi đến mai.",
        "You have uploaded {most} files within a day. Wait until tomorrow.",
    ),
    "too-many-lines": Sentence(
        "Đang mở quá nhiều kết nối cùng lúc.", "Too many lines are open at once."
    ),
    "too-many-invitations": Sentence(
        "Phòng có quá nhiều lời mời đang mở (tối đa {most}). Hãy thu hồi bớt.",
        "The room has too many open invitations (at most {most}). Revoke some.",
    ),
    "too-many-links": Sentence(
        "Quá nhiều liên kết trong một ý kiến (tối đa {most}).",
        "Too many links in one post (at most {most}).",
    ),
    "too-many-mentions": Sentence(
        "Nhắc tên quá nhiều người (tối đa {most}).",
        "Too many people are mentioned (at most {most}).",
    ),
    "too-many-passkeys": Sentence(
        "Đã có {most} khóa truy cập. Hãy gỡ bớt trước khi thêm.",
        "There are {most} passkeys. Remove one before you add another.",
    ),
    "too-many-quotes": Sentence(
        "Trích dẫn quá nhiều ý kiến (tối đa {most}).", "Too many posts are quoted (at most {most})."
    ),
    "too-many-rooms": Sentence(
        "Theo dõi quá nhiều phòng trên một kết nối.", "Too many rooms are followed on one line."
    ),
    "too-many-tokens": Sentence(
        "Mỗi người có nhiều nhất {most} mã truy cập API. Hãy thu hồi một mã không còn dùng.",
        "Nobody has more than {most} API tokens. Revoke one that is not used any more.",
    ),
    "too-often": Sentence(
        "Thao tác quá nhanh. Nội dung vẫn được giữ; hãy thử lại sau {retry_after_s} giây.",
        "That was too often. Your text is kept; try again in {retry_after_s} seconds.",
    ),
    "totp-there": Sentence(
        "Đã có một ứng dụng xác thực. Hãy gỡ trước khi thêm ứng dụng khác.",
        "There is an authenticator app already. Remove it before you add another.",
    ),
    "too-short": Sentence("Trường {name} quá ngắn.", "The field {name} is too short."),
    "too-slow-to-render": Sentence(
        "Trình bày văn bản này mất quá nhiều thời gian. Hãy đơn giản hóa định dạng rồi gửi lại.",
        "Laying out this text takes too long. Make its formatting simpler and send it again.",
    ),
    "unknown-field": Sentence("Không có trường {name}.", "There is no field {name}."),
    "upload-slow": Sentence(
        "Tải lên quá chậm hoặc bị ngắt. Hãy thử lại.",
        "The upload was too slow or broke off. Try again.",
    ),
    "uploads-busy": Sentence(
        "Máy chủ đang nhận nhiều tệp khác. Hãy thử lại sau giây lát.",
        "The server is taking many other files. Try again in a moment.",
    ),
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


def say(reason: str, language: Language, facts: dict[str, Any]) -> str:
    """The sentence for a reason. Raises KeyError for one that has none: a test reads the code for those."""
    vi, en = SENTENCES[reason]
    return (en if language is Language.EN else vi).format_map(facts)
