"""Reasons about votes: rules that contradict themselves, ballots that are none, and opening, casting, reading and annulling."""

from server.problems.sentence import Sentence

VOTES: dict[str, Sentence] = {
    "chosen-twice": Sentence(
        "Phiếu có một phương án được ghi hai lần.", "The ballot names an option twice."
    ),
    "equal-ranks": Sentence(
        "Cách kiểm phiếu này không nhận thứ hạng bằng nhau: mỗi hạng chỉ có một phương án.",
        "This method takes no equal ranks: each rank has one option.",
    ),
    "no-budget": Sentence(
        "Hãy ghi tổng ngân sách được phân bổ.", "Say how much there is to be spent."
    ),
    "no-options-here": Sentence(
        "Biểu quyết tán thành hay không tán thành thì không có các phương án để chọn.",
        "A vote for or against has no options.",
    ),
    "no-checkpoint": Sentence(
        "Sổ của cuộc biểu quyết này chưa được ký; hãy thử lại sau vài giây.",
        "The log of this vote is not signed yet; try again in a few seconds.",
    ),
    "no-receipt": Sentence(
        "Không có phiếu nào mang mã biên nhận này.", "No ballot bears this receipt."
    ),
    "no-reason-here": Sentence(
        "Cuộc biểu quyết này không nhận lý do kèm phiếu.",
        "This vote takes no reason with this ballot.",
    ),
    "no-receipt-here": Sentence(
        "Biểu quyết công khai không dùng mã biên nhận.", "An open vote has no receipts."
    ),
    "no-status-quo-here": Sentence(
        "Cách biểu quyết này không ghi “giữ nguyên hiện trạng” thành một phương án được.",
        "By this method the status quo cannot be an option of its own.",
    ),
    "no-such-option": Sentence(
        "Phiếu ghi một phương án không có trong biểu quyết này.",
        "The ballot names an option that this vote does not have.",
    ),
    "no-such-score": Sentence(
        "Điểm là số nguyên từ 0 đến {highest}.", "A score is a whole number from 0 to {highest}."
    ),
    "no-vote": Sentence(
        "Không có cuộc biểu quyết này, hoặc nó không dành cho bạn.",
        "There is no such vote, or it is not for you to see.",
    ),
    "no-vote-now": Sentence(
        "Đề xuất không ở bước biểu quyết.", "The proposal is not in the stage of the vote."
    ),
    "not-a-ballot": Sentence(
        "Phiếu không đúng dạng của cách biểu quyết này.",
        "This is not a ballot of the method of this vote.",
    ),
    "not-a-choice": Sentence(
        "Phiếu không ghi một trong những lựa chọn của biểu quyết này.",
        "The ballot says none of the things that can be said here.",
    ),
    "not-on-roll": Sentence(
        "Bạn không có trong danh sách cử tri, đã chốt lúc mở biểu quyết.",
        "You are not on the roll, which was frozen when the vote was opened.",
    ),
    "objections-are-open": Sentence(
        "Phản đối phải có lý do, nên quyết định bằng đồng thuận không bỏ phiếu kín.",
        "An objection needs a reason, so consent is not asked for by secret ballot.",
    ),
    "option-cost": Sentence(
        "Mỗi phương án cần chi phí từ 1 đến {budget}.", "Each option costs from 1 to {budget}."
    ),
    "option-twice": Sentence("Hai phương án trùng tên.", "Two options have the same title."),
    "option-without-cost": Sentence(
        "Chỉ khi phân bổ ngân sách thì phương án mới có chi phí.",
        "Only where a budget is divided do options cost something.",
    ),
    "options-too-few-or-many": Sentence(
        "Cần từ 2 đến {most} phương án.", "There must be 2 to {most} options."
    ),
    "reason-needed": Sentence("Phiếu này phải kèm lý do.", "This ballot needs a reason."),
    "receipt-needed": Sentence(
        "Phiếu kín phải có mã biên nhận do trình duyệt tạo: 32 chữ số thập lục phân.",
        "A secret ballot needs a receipt made by the browser: 32 hexadecimal digits.",
    ),
    "receipt-used": Sentence(
        "Mã biên nhận này đã có trong hòm phiếu. Hãy tạo mã khác.",
        "This receipt lies in the box already. Make another one.",
    ),
    "secret-shows-no-tally": Sentence(
        "Bỏ phiếu kín thì không hiện kết quả trước khi đóng, vì từng phiếu sẽ lộ theo thời điểm bỏ.",
        "A secret vote shows no tally before it is closed: it would tell each ballot by when it was cast.",
    ),
    "secret-without-reasons": Sentence(
        "Bỏ phiếu kín thì không kèm lý do.", "No reasons are given with secret ballots."
    ),
    "too-few-for-secret": Sentence(
        "Bỏ phiếu kín cần ít nhất {fewest} cử tri: ít hơn thì kết quả cho biết ai bỏ phiếu gì.",
        "A secret vote needs at least {fewest} voters: among fewer the result says who cast what.",
    ),
    "too-many-seats": Sentence(
        "Số người hoặc phương án được bầu phải ít hơn số phương án.",
        "Fewer are elected than there are options.",
    ),
    "vote-annulled": Sentence("Cuộc biểu quyết này đã bị hủy.", "This vote was annulled."),
    "vote-closed": Sentence(
        "Cuộc biểu quyết này đã kết thúc; phiếu không được ghi nhận.",
        "This vote is closed; the ballot was not taken.",
    ),
    "vote-decided": Sentence(
        "Đề xuất đã được quyết định theo cuộc biểu quyết này nên không hủy được nữa.",
        "The proposal was decided by this vote, which cannot be annulled any more.",
    ),
    "vote-first": Sentence(
        "Vòng này chưa có cuộc biểu quyết nào được kiểm phiếu, nên đề xuất chưa thể đi tiếp.",
        "No vote of this round has been counted, so the proposal cannot go on.",
    ),
    "vote-runs": Sentence(
        "Cuộc biểu quyết đang diễn ra; phiếu được công bố khi kết thúc.",
        "The vote is running; its ballots are published when it is closed.",
    ),
    "vote-there": Sentence(
        "Vòng này đã có một cuộc biểu quyết.", "There is a vote of this round already."
    ),
    "voted-already": Sentence(
        "Bạn đã bỏ phiếu. Phiếu kín không đổi được: không ai biết phiếu nào là của bạn.",
        "You have voted. A secret ballot cannot be changed: nobody knows which one is yours.",
    ),
}
