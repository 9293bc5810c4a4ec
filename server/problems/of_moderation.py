"""Reasons about moderation: reports, cases and who holds them, acts, reviews."""

from server.problems.sentence import Sentence

MODERATION: dict[str, Sentence] = {
    "acted-yourself": Sentence(
        "Bạn đã ra quyết định bị xem xét lại; việc này do người khác làm.",
        "You made the decision under review; somebody else looks at it.",
    ),
    "act-not-standing": Sentence(
        "Biện pháp này không thuộc vụ việc, hoặc đã được hủy.",
        "This measure is not of this case, or it has been lifted.",
    ),
    "answer-instead": Sentence(
        "Vụ việc này là yêu cầu về dữ liệu của một người: chỉ trả lời, không xử lý vi phạm.",
        "This case is what somebody asks about their own data: it is answered, and nobody is acted against.",
    ),
    "already-reported": Sentence(
        "Bạn đã báo vi phạm nội dung này. Vụ việc đang chờ kiểm duyệt.",
        "You have reported this. Moderators will look at it.",
    ),
    "case-claimed": Sentence(
        "Người khác đang xử lý vụ việc này.", "Somebody else is at work on this case."
    ),
    "case-decided": Sentence(
        "Vụ việc này đã được quyết định. Hãy tải lại để xem quyết định mới nhất.",
        "This case has been decided. Load it again to see the newest decision.",
    ),
    "case-proposed": Sentence(
        "Đã có đề xuất, đang chờ người thứ hai xác nhận.",
        "Something is proposed already and waits for a second person.",
    ),
    "case-waits": Sentence(
        "Vụ việc này đang chờ một quyết định khác. Hãy đề nghị lại sau khi có kết quả.",
        "This case waits for another decision. Ask again when that is made.",
    ),
    "case-within": Sentence(
        "Vụ việc này đã gộp vào một vụ việc khác và được quyết định ở đó.",
        "This case was merged into another one and is decided there.",
    ),
    "claim-first": Sentence(
        "Bạn không giữ vụ việc này. Hãy nhận xử lý trước khi quyết định.",
        "You do not hold this case. Claim it before you decide.",
    ),
    "merged-too-many": Sentence(
        "Mỗi lần gộp được nhiều nhất 50 vụ việc.", "No more than 50 cases can be merged into one."
    ),
    "muted-in-room": Sentence(
        "Bạn tạm thời không được phát biểu trong phòng này theo quyết định kiểm duyệt.",
        "Moderators decided that you may not speak in this room for now.",
    ),
    "branch-too-large": Sentence(
        "Nhánh này có quá nhiều ý kiến để chuyển một lần (tối đa {most}). Hãy chuyển từng phần.",
        "This branch has too many posts to be moved at once (at most {most}). Move it in parts.",
    ),
    "parent-younger": Sentence(
        "Một ý kiến chỉ có thể trả lời ý kiến viết trước nó.",
        "A post can only answer one that was written before it.",
    ),
    "stands-there": Sentence(
        "Ý kiến đang ở trong chủ đề này rồi.", "The post stands in this thread already."
    ),
    "no-case": Sentence("Không có vụ việc này.", "There is no such case."),
    "no-decision": Sentence("Không có quyết định này.", "There is no such decision."),
    "not-on-own": Sentence(
        "Không thể báo vi phạm, bày tỏ hay quyết định về nội dung của chính mình.",
        "You cannot report what is your own, react to it, or decide about it.",
    ),
    "name-hidden": Sentence(
        "Tên hoặc đơn vị này đã bị ẩn hoặc gỡ bỏ theo quyết định kiểm duyệt. Hãy dùng tên khác và đơn vị khác, hoặc đề nghị xem xét lại.",
        "Moderators have hidden or removed this name or organisation. Use others, or ask for a review.",
    ),
    "name-not-hidden": Sentence(
        "Tên này không bị ẩn hay gỡ bỏ.", "This name is not hidden or removed."
    ),
    "nothing-proposed": Sentence(
        "Không có đề xuất nào đang chờ.", "Nothing is proposed that waits."
    ),
    "not-a-cut": Sentence(
        "Chỉ được lược bỏ nguyên từ trong ý kiến, không được thêm hay đổi lời nào.",
        "Whole words can be cut out of the post; nothing can be added or changed.",
    ),
    "cut-through-markup": Sentence(
        "Lược bỏ như thế thì lời trích dẫn, lời gạch bỏ hay liên kết thành lời khác. Hãy lược bỏ cả phần đó.",
        "This would turn a quotation, struck words or a link into something else. Cut all of it.",
    ),
    "nothing-left": Sentence(
        "Lược bỏ như thế thì không còn lời nào. Hãy ẩn cả ý kiến.",
        "This would leave no words. Hide the whole post.",
    ),
    "post-not-hidden": Sentence(
        "Ý kiến này không bị ẩn, gỡ bỏ hay lược bỏ.", "This post is not hidden, removed or cut."
    ),
    "proposed-yourself": Sentence(
        "Bạn là người đề nghị; việc xác nhận do người khác làm.",
        "You proposed it; somebody else confirms or declines.",
    ),
    "reported-yourself": Sentence(
        "Bạn đã báo vi phạm nội dung này; người khác sẽ quyết định.",
        "You have reported this; somebody else decides.",
    ),
    "review-there": Sentence(
        "Đã có đề nghị xem xét lại quyết định này.", "A review of this decision was asked for."
    ),
    "review-too-late": Sentence(
        "Đã quá hạn đề nghị xem xét lại quyết định này.",
        "It is too late to ask for a review of this decision.",
    ),
    "suspended": Sentence(
        "Tài khoản của bạn đang bị khóa theo quyết định kiểm duyệt. Bạn vẫn đọc được, và có thể đề nghị xem xét lại.",
        "Moderators have locked your account. You can still read, and ask for a review.",
    ),
    "title-hidden": Sentence(
        "Tiêu đề này đã bị ẩn hoặc gỡ bỏ theo quyết định kiểm duyệt.",
        "Moderators have hidden or removed this title.",
    ),
    "title-not-hidden": Sentence(
        "Tiêu đề này không bị ẩn hay gỡ bỏ.", "This title is not hidden or removed."
    ),
    "words-first": Sentence(
        "Hãy quyết định về lời trước, rồi mới đến người viết.",
        "Decide about the words first, then about their author.",
    ),
}
