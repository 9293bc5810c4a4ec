"""The sentences of letters, in Vietnamese and English. `{…}` is filled in with people's words, on one line and escaped later."""

from msgspec import Struct

from rooms.notices import About
from rooms.people import Language
from rooms.roles import Role
from server.identity.alerts import Change


class Words(Struct, frozen=True):
    """Every sentence of letters in one language."""

    greeting: str
    automatic: str
    told: dict[About, str]
    told_unnamed: dict[About, str]
    subjects: dict[About, str]
    answered: dict[About, str]
    in_thread: str
    of_proposal: str
    vote_until: str
    reason: str
    see_post: str
    see_room: str
    see_decision: str
    see_proposal: str
    see_amendment: str
    see_inbox: str
    digest_subject: str
    digest_lead: str
    digest_more: str
    why_notice: str
    unsubscribe: str
    choose: str
    reset_subject: str
    reset_lead: str
    reset_link: str
    reset_feet: str
    invitation_subject: str
    invitation_lead: str
    invitation_link: str
    invitation_feet: str
    access_subject: str
    access_lead: str
    access: dict[Change, str]
    access_link: str
    access_feet: str
    roles: dict[Role, str]


VI = Words(
    greeting="Kính gửi Ông/Bà,",
    automatic="Thư tự động của {portal}; xin không trả lời thư này.",
    told={
        About.MENTION: "{by} nhắc tên Ông/Bà trong phòng “{room}”.",
        About.REPLY: "{by} trả lời ý kiến của Ông/Bà trong phòng “{room}”.",
        About.ADDED: "{by} thêm Ông/Bà vào phòng “{room}”, vai trò: {role}.",
        About.ROLE: "Vai trò của Ông/Bà trong phòng “{room}” nay là: {role}.",
        About.REMOVED: "Ông/Bà không còn là thành viên của phòng “{room}”.",
        About.RETRACTED: "Một ý kiến của Ông/Bà trong phòng “{room}” đã bị gỡ.",
        About.CLOSED: "Chủ đề do Ông/Bà mở trong phòng “{room}” đã đóng.",
        About.MOVED: "Ý kiến Ông/Bà viết, hoặc trong chủ đề Ông/Bà mở, được chuyển sang chủ đề khác của phòng “{room}”.",
        About.MODERATED: "Có quyết định kiểm duyệt về nội dung của Ông/Bà trong phòng “{room}”.",
        About.REVIEWED: "Đề nghị xem xét lại của Ông/Bà về nội dung trong phòng “{room}” đã có kết quả.",
        About.REPORTED: "Nội dung mà Ông/Bà đã báo vi phạm trong phòng “{room}” đã được xem xét.",
        About.DRAFTING: "{by} mời Ông/Bà cùng soạn thảo một đề xuất.",
        About.DISPOSED: "Góp ý của Ông/Bà về một đề xuất trong phòng “{room}” đã được tiếp thu, giải trình.",
        About.ACCEPTED: "Sửa đổi của Ông/Bà cho một đề xuất trong phòng “{room}” đã được tiếp thu.",
        About.PARTLY: "Sửa đổi của Ông/Bà cho một đề xuất trong phòng “{room}” được tiếp thu một phần.",
        About.REJECTED: "Sửa đổi của Ông/Bà cho một đề xuất trong phòng “{room}” không được tiếp thu.",
        About.VOTING: "Có cuộc biểu quyết về một đề xuất trong phòng “{room}”; Ông/Bà có tên trong danh sách biểu quyết.",
        About.REMINDED: "Ông/Bà chưa bỏ phiếu trong cuộc biểu quyết về một đề xuất của phòng “{room}”.",
        About.VERSIONED: "Đề xuất mà Ông/Bà ủng hộ trong phòng “{room}” có phiên bản mới. Sự ủng hộ của Ông/Bà còn giữ nguyên không?",
    },
    told_unnamed={
        About.MENTION: "Ông/Bà được nhắc tên trong phòng “{room}”.",
        About.REPLY: "Có trả lời cho ý kiến của Ông/Bà trong phòng “{room}”.",
        About.ADDED: "Ông/Bà được thêm vào phòng “{room}”, vai trò: {role}.",
        About.DRAFTING: "Ông/Bà được mời cùng soạn thảo một đề xuất.",
    },
    subjects={About.REMINDED: "Nhắc về cuộc biểu quyết trong phòng “{room}”"},
    answered={
        About.MODERATED: "Yêu cầu của Ông/Bà về dữ liệu của mình đã được trả lời.",
        About.REVIEWED: "Đề nghị xem xét lại của Ông/Bà về yêu cầu về dữ liệu đã có kết quả.",
    },
    in_thread="Chủ đề: {thread}",
    of_proposal="Đề xuất: {proposal}",
    vote_until="Thời hạn bỏ phiếu: {until} (giờ Việt Nam)",
    reason="Lý do: {reason}",
    see_post="Xem ý kiến",
    see_room="Xem phòng",
    see_decision="Xem quyết định",
    see_proposal="Xem đề xuất",
    see_amendment="Xem sửa đổi",
    see_inbox="Xem tất cả thông báo",
    digest_subject="{number} thông báo chưa đọc",
    digest_lead="Từ thư trước, Ông/Bà có {number} thông báo chưa đọc.",
    digest_more="Còn {number} thông báo nữa.",
    why_notice="Ông/Bà nhận thư này vì có tài khoản tại {portal}.",
    unsubscribe="Ngừng nhận thư thông báo",
    choose="Chọn cách nhận thông báo",
    reset_subject="Đặt lại mật khẩu",
    reset_lead="Có yêu cầu đặt lại mật khẩu cho tài khoản của Ông/Bà tại {portal}. Liên kết dưới đây có hiệu lực trong một giờ.",
    reset_link="Đặt mật khẩu mới",
    reset_feet="Nếu không yêu cầu việc này, xin bỏ qua thư: mật khẩu không thay đổi.",
    invitation_subject="Lời mời tham gia phòng “{room}”",
    invitation_lead="{by} mời Ông/Bà tham gia phòng thảo luận “{room}” tại {portal}, vai trò: {role}. Lời mời có hiệu lực đến {until}.",
    invitation_link="Xem lời mời",
    invitation_feet="Nếu không muốn tham gia, xin bỏ qua thư này.",
    access_subject="Thay đổi về cách đăng nhập",
    access_lead="Tài khoản của Ông/Bà tại {portal} vừa có thay đổi: {change}.",
    access={
        Change.PASSWORD: "đặt mật khẩu mới",
        Change.TOTP_ADDED: "thêm ứng dụng xác thực",
        Change.TOTP_REMOVED: "gỡ ứng dụng xác thực",
        Change.PASSKEY_ADDED: "thêm một khóa truy cập",
        Change.PASSKEY_REMOVED: "gỡ một khóa truy cập",
        Change.CODES_RENEWED: "tạo mã khôi phục mới",
        Change.TOKEN_MADE: "tạo một mã truy cập API cho chương trình",
        Change.CLEARED: "người vận hành gỡ mọi ứng dụng xác thực, khóa truy cập và mã khôi phục",
    },
    access_link="Xem trang đăng nhập và bảo mật",
    access_feet="Nếu không phải Ông/Bà làm việc này, xin đổi mật khẩu ngay và báo cho quản trị viên.",
    roles={
        Role.OWNER: "phụ trách",
        Role.FACILITATOR: "người điều phối",
        Role.MODERATOR: "kiểm duyệt viên",
        Role.MEMBER: "thành viên",
        Role.OBSERVER: "quan sát viên",
    },
)

EN = Words(
    greeting="Hello,",
    automatic="This is an automatic e-mail of {portal}; please do not answer it.",
    told={
        About.MENTION: "{by} mentioned you in the room “{room}”.",
        About.REPLY: "{by} answered you in the room “{room}”.",
        About.ADDED: "{by} added you to the room “{room}” as {role}.",
        About.ROLE: "Your role in the room “{room}” is now {role}.",
        About.REMOVED: "You are no longer a member of the room “{room}”.",
        About.RETRACTED: "A post of yours in the room “{room}” was taken down.",
        About.CLOSED: "The thread you opened in the room “{room}” was closed.",
        About.MOVED: "Posts of yours, or of a thread you opened, were moved to another thread of the room “{room}”.",
        About.MODERATED: "Moderators have decided about something of yours in the room “{room}”.",
        About.REVIEWED: "The review you asked for, of a decision about what you wrote in the room “{room}”, is done.",
        About.REPORTED: "What you had reported in the room “{room}” was looked at.",
        About.DRAFTING: "{by} asks you to draft a proposal together.",
        About.DISPOSED: "Your comment on a proposal in the room “{room}” was answered.",
        About.ACCEPTED: "Your amendment to a proposal in the room “{room}” was taken in.",
        About.PARTLY: "A part of your amendment to a proposal in the room “{room}” was taken in.",
        About.REJECTED: "Your amendment to a proposal in the room “{room}” was not taken in.",
        About.VOTING: "There is a vote on a proposal in the room “{room}”, and you are on its roll.",
        About.REMINDED: "You have not voted yet on a proposal in the room “{room}”.",
        About.VERSIONED: "A proposal you support in the room “{room}” has a new version. Does your support stand?",
    },
    told_unnamed={
        About.MENTION: "You were mentioned in the room “{room}”.",
        About.REPLY: "There is an answer to you in the room “{room}”.",
        About.ADDED: "You were added to the room “{room}” as {role}.",
        About.DRAFTING: "You are asked to draft a proposal together with others.",
    },
    subjects={About.REMINDED: "A reminder of the vote in the room “{room}”"},
    answered={
        About.MODERATED: "What you asked about your own data has been answered.",
        About.REVIEWED: "The review you asked for, of the answer about your data, is done.",
    },
    in_thread="Thread: {thread}",
    of_proposal="Proposal: {proposal}",
    vote_until="Open until {until} (Viet Nam time)",
    reason="Reason: {reason}",
    see_post="See the post",
    see_room="See the room",
    see_decision="See the decision",
    see_proposal="See the proposal",
    see_amendment="See the amendment",
    see_inbox="See all notices",
    digest_subject="Unread notices: {number}",
    digest_lead="Since the last e-mail you have unread notices: {number}.",
    digest_more="And {number} more.",
    why_notice="You get this e-mail because you have an account at {portal}.",
    unsubscribe="No more e-mails about notices",
    choose="Choose how to be told",
    reset_subject="Set a new password",
    reset_lead="Somebody asked to set a new password for your account at {portal}. The link below is good for one hour.",
    reset_link="Set a new password",
    reset_feet="If that was not you, ignore this e-mail: your password stays as it is.",
    invitation_subject="Invitation to the room “{room}”",
    invitation_lead="{by} invites you to the room “{room}” at {portal} as {role}. The invitation is good until {until}.",
    invitation_link="See the invitation",
    invitation_feet="If you do not wish to take part, ignore this e-mail.",
    access_subject="How you sign in was changed",
    access_lead="Something was changed in your account at {portal}: {change}.",
    access={
        Change.PASSWORD: "another password was set",
        Change.TOTP_ADDED: "an authenticator app was added",
        Change.TOTP_REMOVED: "the authenticator app was removed",
        Change.PASSKEY_ADDED: "a passkey was added",
        Change.PASSKEY_REMOVED: "a passkey was removed",
        Change.CODES_RENEWED: "new recovery codes were made",
        Change.TOKEN_MADE: "an API token was made for a program",
        Change.CLEARED: "whoever runs the portal removed the authenticator app, all passkeys and recovery codes",
    },
    access_link="See signing in and security",
    access_feet="If that was not you, change your password at once and tell the administrator.",
    roles={
        Role.OWNER: "owner",
        Role.FACILITATOR: "facilitator",
        Role.MODERATOR: "moderator",
        Role.MEMBER: "member",
        Role.OBSERVER: "observer",
    },
)

WORDS = {Language.VI: VI, Language.EN: EN}
