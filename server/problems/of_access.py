"""Reasons about who somebody is: accounts, signing in, second factors, tokens, invitations."""

from server.problems.sentence import Sentence

ACCESS: dict[str, Sentence] = {
    "administrators-only": Sentence(
        "Chỉ quản trị viên hệ thống được làm việc này.",
        "Only the portal's administrators may do this.",
    ),
    "already-verified": Sentence(
        "Đơn vị của người này đã được xác minh.", "This person's affiliation is verified already."
    ),
    "code-wrong": Sentence(
        "Mã không đúng, hoặc đã được dùng.", "The code is wrong, or was used already."
    ),
    "email-taken": Sentence(
        "Địa chỉ thư điện tử này đã có tài khoản.", "This e-mail address has an account already."
    ),
    "factor-locked": Sentence(
        "Nhập sai mã quá nhiều lần. Ứng dụng xác thực tạm ngừng {minutes} phút; mã khôi phục và khóa truy cập vẫn dùng được.",
        "Too many wrong codes. The authenticator app is closed for {minutes} minutes; recovery codes and passkeys still work.",
    ),
    "invitation-expired": Sentence(
        "Lời mời này đã hết hạn. Hãy xin người phụ trách phòng một lời mời mới.",
        "This invitation has expired. Ask the room's stewards for a new one.",
    ),
    "invitation-revoked": Sentence("Lời mời này đã bị thu hồi.", "This invitation was revoked."),
    "invitation-used": Sentence(
        "Lời mời này đã được dùng hết lượt.", "This invitation has been used as often as it may be."
    ),
    "mute-full": Sentence(
        "Danh sách người đã ẩn đã đầy (tối đa {most} người).",
        "The list of muted people is full (at most {most}).",
    ),
    "mute-oneself": Sentence("Không thể ẩn chính mình.", "You cannot mute yourself."),
    "no-account": Sentence(
        "Không có tài khoản với địa chỉ thư điện tử này.", "No account has this e-mail address."
    ),
    "no-factor": Sentence(
        "Chưa có ứng dụng xác thực hay khóa truy cập nào để mã khôi phục dùng thay.",
        "There is no authenticator app and no passkey that recovery codes would stand in for.",
    ),
    "no-invitation": Sentence(
        "Không có lời mời này. Hãy kiểm tra xem liên kết đã được chép đủ chưa.",
        "There is no such invitation. See whether the link was copied whole.",
    ),
    "no-link": Sentence(
        "Liên kết này không đúng hoặc đã được dùng.", "This link is wrong or was used."
    ),
    "no-passkey": Sentence("Không có khóa truy cập này.", "There is no such passkey."),
    "no-person": Sentence("Không có người này.", "There is no such person."),
    "no-totp": Sentence(
        "Không có ứng dụng xác thực nào đang dùng hoặc đang chờ mã. Hãy bắt đầu lại.",
        "No authenticator app is in use or waits for its code. Start again.",
    ),
    "not-by-token": Sentence(
        "Việc này thuộc về tài khoản, không làm được bằng mã truy cập API. Hãy đăng nhập và tự làm.",
        "This concerns the account itself and is not done by API token. Sign in and do it yourself.",
    ),
    "not-oneself": Sentence(
        "Không thể tự xác minh cho chính mình.", "Nobody verifies their own affiliation."
    ),
    "not-verified": Sentence(
        "Đơn vị của người này chưa được xác minh.", "This person's affiliation is not verified."
    ),
    "passkey-needs-name": Sentence(
        "Khóa truy cập không dùng được ở địa chỉ bằng số ({host}). Hãy mở hệ thống bằng tên miền.",
        "Passkeys do not work at an address that is a number ({host}). Open the portal by its domain name.",
    ),
    "passkey-refused": Sentence(
        "Không xác minh được khóa truy cập này, hoặc khóa không còn gắn với tài khoản nào. Hãy thử lại hoặc đăng nhập cách khác.",
        "This passkey could not be verified, or belongs to no account any more. Try again, or sign in in another way.",
    ),
    "passkey-there": Sentence(
        "Khóa truy cập này đã được thêm rồi.", "This passkey was added already."
    ),
    "password-wrong": Sentence("Mật khẩu hiện tại không đúng.", "The present password is wrong."),
    "reset-over": Sentence(
        "Liên kết này đã dùng hoặc đã quá một giờ. Hãy yêu cầu một thư mới.",
        "This link has been used or is older than an hour. Ask for a new e-mail.",
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
        "Địa chỉ thư điện tử hoặc mật khẩu không đúng.",
        "The e-mail address or the password is wrong.",
    ),
    "sign-in-first": Sentence("Hãy đăng nhập trước.", "Sign in first."),
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
    "too-many-invitations": Sentence(
        "Phòng có quá nhiều lời mời đang mở (tối đa {most}). Hãy thu hồi bớt.",
        "The room has too many open invitations (at most {most}). Revoke some.",
    ),
    "too-many-passkeys": Sentence(
        "Đã có {most} khóa truy cập. Hãy gỡ bớt trước khi thêm.",
        "There are {most} passkeys. Remove one before you add another.",
    ),
    "too-many-tokens": Sentence(
        "Mỗi người có nhiều nhất {most} mã truy cập API. Hãy thu hồi một mã không còn dùng.",
        "Nobody has more than {most} API tokens. Revoke one that is not used any more.",
    ),
    "totp-there": Sentence(
        "Đã có một ứng dụng xác thực. Hãy gỡ trước khi thêm ứng dụng khác.",
        "There is an authenticator app already. Remove it before you add another.",
    ),
}
