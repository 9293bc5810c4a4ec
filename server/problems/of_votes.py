"""Reasons about votes: rules that contradict themselves, ballots that are none."""

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
    "not-a-ballot": Sentence(
        "Phiếu không đúng dạng của cách biểu quyết này.",
        "This is not a ballot of the method of this vote.",
    ),
    "not-a-choice": Sentence(
        "Phiếu không ghi một trong những lựa chọn của biểu quyết này.",
        "The ballot says none of the things that can be said here.",
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
    "secret-shows-no-tally": Sentence(
        "Bỏ phiếu kín thì không hiện kết quả trước khi đóng, vì từng phiếu sẽ lộ theo thời điểm bỏ.",
        "A secret vote shows no tally before it is closed: it would tell each ballot by when it was cast.",
    ),
    "secret-without-reasons": Sentence(
        "Bỏ phiếu kín thì không kèm lý do.", "No reasons are given with secret ballots."
    ),
    "too-many-seats": Sentence(
        "Số người hoặc phương án được bầu phải ít hơn số phương án.",
        "Fewer are elected than there are options.",
    ),
}
