"""The sentences of a count in Vietnamese. A sentence of two halves, `|` between them, says the first where it holds."""

from fractions import Fraction

from rooms.voting.counting.result import Outcome, Step

PARTS: dict[Fraction, str] = {Fraction(1, 2): "một nửa", Fraction(2, 3): "hai phần ba"}
EITHER: dict[tuple[str, bool], str] = {
    ("more", True): "nhiều hơn",
    ("more", False): "ít nhất",
    ("of_roll", True): "số người có quyền biểu quyết",
    ("of_roll", False): "số phiếu tán thành và không tán thành",
}

STEPS: dict[Step, str] = {
    Step.CAST: "{cast} trong {roll} người có quyền đã bỏ phiếu; cần ít nhất {quorum} phiếu, như vậy là đủ.|{cast} trong {roll} người có quyền đã bỏ phiếu; cần ít nhất {quorum} phiếu, như vậy là chưa đủ.",
    Step.FOR_AGAINST: "Tán thành: {for}. Không tán thành: {against}. Không có ý kiến: {abstain}.",
    Step.MAJORITY: "Cần {more} {part} {of_roll} ({base}): có {in_favour} tán thành, như vậy là đủ.|Cần {more} {part} {of_roll} ({base}): có {in_favour} tán thành, như vậy là chưa đủ.",
    Step.CONSENT: "Đồng thuận: {consent}. Đứng ngoài: {abstain}. Phản đối: {object}.",
    Step.APPROVALS: "Số phiếu chọn mỗi phương án được đếm.",
    Step.SCORES: "Điểm từ 0 đến {highest} của mỗi phương án được cộng lại; phương án không được chấm thì không cộng gì.",
    Step.DUELS: "Từng đôi phương án được so với nhau: bao nhiêu phiếu xếp phương án này trên phương án kia.",
    Step.PATHS: "Từ mỗi phương án tới phương án khác, tìm chuỗi những lần thắng mạnh nhất; chuỗi mạnh bằng mắt xích yếu nhất của nó.",
    Step.BEST: "Không phương án nào có chuỗi mạnh hơn để vượt {options}.|Không phương án nào có chuỗi mạnh hơn để vượt một trong các phương án {options}.",
    Step.VOTES: "Mỗi phiếu tính cho phương án xếp cao nhất trong những phương án còn lại: {valid} phiếu được tính, {exhausted} phiếu không còn xếp phương án nào.",
    Step.QUOTA: "{valid} phiếu hợp lệ, bầu {seats}: cần {quota} phiếu để trúng.",
    Step.STAGE: "Số phiếu của mỗi phương án lúc này; {lost} phiếu không chuyển tiếp được.",
    Step.ELECTED: "{options} đủ số phiếu cần có và trúng.|{options} đủ số phiếu cần có và cùng trúng, theo thứ tự này.",
    Step.LAST: "Số phương án còn lại không nhiều hơn số cần bầu, nên {options} trúng.",
    Step.SURPLUS: "{option} có {votes} phiếu, dư {surplus}: mỗi phiếu được chuyển cho phương án xếp tiếp theo, với giá trị nhân {surplus}/{votes}, bỏ phần sau năm chữ số thập phân.",
    Step.EXCLUDED: "{option} có ít phiếu nhất ({votes}) nên bị loại; phiếu của phương án này chuyển cho phương án xếp tiếp theo.",
    Step.EARLIER: "{options} bằng phiếu; lần đếm gần nhất mà số phiếu khác nhau, là lần {round}, quyết định: {option}.",
    Step.LOT: "{options} bằng nhau; thứ tự bốc thăm đã định trước quyết định: {option}.",
    Step.WINNER: "{option} thắng.",
    Step.NOTHING: "Không phương án nào được chọn.",
    Step.FUNDED: "{option} được {support} phiếu, chi phí {cost}: được cấp kinh phí, còn lại {left}.",
    Step.PASSED: "{option} được {support} phiếu, chi phí {cost}, nhiều hơn số còn lại {left}: không được cấp kinh phí.",
    Step.SHARE: "Ngân sách {budget} chia đều cho {voters} phiếu, mỗi phiếu {share}.",
    Step.BOUGHT: "{option}, chi phí {cost}, do {voters} phiếu ủng hộ cùng trả, mỗi phiếu nhiều nhất {most}: được cấp kinh phí, còn lại {left}.",
    Step.REST: "Không còn phương án nào mà những phiếu ủng hộ trả đủ; {left} còn lại dành cho những phương án được nhiều phiếu nhất còn vừa.",
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.CARRIED: "Được thông qua.",
    Outcome.REJECTED: "Không được thông qua.",
    Outcome.BLOCKED: "Có phản đối nên không được thông qua.",
    Outcome.ELECTED: "Được chọn: {winners}.",
    Outcome.KEPT: "Giữ nguyên hiện trạng.",
    Outcome.FUNDED: "Được cấp kinh phí: {winners}.",
    Outcome.EMPTY: "Không phiếu nào chọn gì, nên không có kết quả.",
    Outcome.NO_QUORUM: "Không đủ số người bỏ phiếu, nên không có quyết định.",
}
