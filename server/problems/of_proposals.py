"""Reasons about proposals: drafting, versions, stages, support."""

from server.problems.of_consultations import CONSULTATIONS
from server.problems.sentence import Sentence

PROPOSALS: dict[str, Sentence] = CONSULTATIONS | {
    "amendment-changed": Sentence(
        "Sửa đổi này đã có bản {revision}. Hãy xem bản mới trước khi làm tiếp.",
        "This amendment has revision {revision} now. Look at it before you go on.",
    ),
    "amendment-current": Sentence(
        "Sửa đổi này đã theo phiên bản mới nhất.",
        "This amendment is of the newest version already.",
    ),
    "amendment-done": Sentence(
        "Phiên bản mới nhất đã có đủ những gì sửa đổi này đề nghị.",
        "The newest version says all that this amendment asks for.",
    ),
    "amendment-ended": Sentence(
        "Sửa đổi này đã có kết quả.", "What becomes of this amendment has been decided."
    ),
    "amendment-hidden": Sentence(
        "Lý do của sửa đổi này đã bị ẩn hoặc rút lại, nên nội dung không xem được.",
        "The reasons of this amendment were hidden or taken back, so its words are not to be read.",
    ),
    "too-many-changes": Sentence(
        "Có {changes} chỗ sửa; một sửa đổi có nhiều nhất {most} chỗ. Hãy chia thành nhiều sửa đổi.",
        "These are {changes} changes; one amendment has at most {most}. Divide it into several.",
    ),
    "too-many-taken": Sentence(
        "Có {changes} chỗ sửa; một phiên bản tiếp thu nhiều nhất {most} chỗ. Hãy tiếp thu làm nhiều lần.",
        "These are {changes} changes; one version takes in at most {most}. Take them into several.",
    ),
    "amendment-same": Sentence("Văn bản chưa có gì thay đổi.", "Nothing of the text is changed."),
    "amendment-touched": Sentence(
        "Phiên bản mới đã sửa đúng chỗ này. Hãy xem từng chỗ và viết lại sửa đổi.",
        "The newer version changed the same words. Look at each place and put the amendment anew.",
    ),
    "amendment-behind": Sentence(
        "Sửa đổi {number} còn theo phiên bản {base}; phiên bản mới nhất là {version}. Hãy chuyển sửa đổi sang phiên bản mới trước.",
        "Amendment {number} is of version {base}, the newest one is {version}. Move it there first.",
    ),
    "amendment-twice": Sentence("Một sửa đổi được chọn hai lần.", "An amendment was chosen twice."),
    "amendments-closed": Sentence(
        "Đề xuất chỉ nhận và xét sửa đổi ở bước sửa đổi.",
        "Amendments are taken and decided on in the stage of amendments alone.",
    ),
    "amendments-touch": Sentence(
        "Sửa đổi {one} và {other} sửa cùng một chỗ, nên không đưa vào cùng một phiên bản được.",
        "Amendments {one} and {other} change the same words and cannot go into one version together.",
    ),
    "co-authors-only": Sentence(
        "Chỉ những người cùng soạn thảo mới làm được việc này.", "Only its co-authors can do this."
    ),
    "draft-broken": Sentence(
        "Máy chủ không đọc được phần vừa soạn gửi lên. Phần đó vẫn còn trong trình duyệt; hãy chép lại rồi tải lại trang.",
        "The server could not read the edit that was sent. It is still in the browser; copy it and load the page again.",
    ),
    "draft-changed": Sentence(
        "Dự thảo đã được người khác lưu sau bản đang soạn (nay là lần lưu {draft}). Hãy xem khác biệt rồi lưu lại; phần vừa viết vẫn được giữ.",
        "Somebody else has saved the draft since (it is save {draft} now). Look at what changed and save again; what you wrote is kept.",
    ),
    "draft-touched": Sentence(
        "Bàn soạn thảo đã viết lại đúng chỗ này và chưa công bố. Hãy xem từng chỗ, hoặc chọn để bản dự thảo theo phiên bản mới; các lần lưu cũ vẫn còn.",
        "The table has changed the same words and not published that. Look at each place, or let the draft follow the new version; its earlier saves stay.",
    ),
    "last-author": Sentence(
        "Bàn soạn thảo phải còn ít nhất một người. Hãy mời người khác trước, hoặc rút đề xuất.",
        "Somebody has to stay at the table. Invite somebody else first, or withdraw the proposal.",
    ),
    "last-procedure": Sentence(
        "Phải còn ít nhất một thủ tục để đưa đề xuất ra thảo luận. Hãy đặt thủ tục khác trước.",
        "At least one procedure stays, so that proposals can be opened. Set another one first.",
    ),
    "no-amendment": Sentence("Không có sửa đổi này.", "There is no such amendment."),
    "no-change": Sentence("Sửa đổi không có mục được chọn.", "The amendment has no such change."),
    "no-procedure": Sentence(
        "Không có thủ tục này, hoặc thủ tục không còn được dùng.",
        "There is no such procedure, or it is not used any more.",
    ),
    "no-proposal": Sentence("Không có đề xuất này.", "There is no such proposal."),
    "no-support-now": Sentence(
        "Ở bước này không ủng hộ hay rút ủng hộ được.",
        "Support cannot be given or withdrawn in this stage.",
    ),
    "no-version": Sentence("Đề xuất không có phiên bản này.", "The proposal has no such version."),
    "not-supported": Sentence("Bạn chưa ủng hộ đề xuất này.", "You do not support this proposal."),
    "nothing-changed": Sentence(
        "Dự thảo không khác phiên bản mới nhất.",
        "The draft is the same as the newest version.",
    ),
    "procedure-says-who": Sentence(
        "Theo thủ tục của đề xuất, bước này do người khác chuyển.",
        "By the procedure of this proposal, somebody else leads into this stage.",
    ),
    "stage-not-next": Sentence(
        "Bước này không tiếp theo bước hiện tại. Hãy tải lại để xem đề xuất đang ở bước nào.",
        "This stage does not follow the present one. Load the proposal again to see where it is.",
    ),
    "stage-not-over": Sentence(
        "Bước hiện tại chưa hết thời gian theo thủ tục.",
        "The present stage has not yet lasted as long as the procedure says.",
    ),
    "steps-out-of-order": Sentence(
        "Các bước phải bắt đầu từ thảo luận, đúng thứ tự, mỗi bước một lần.",
        "The steps begin with the discussion, in their order, each once.",
    ),
    "supported-already": Sentence(
        "Bạn đã ủng hộ phiên bản này.", "You support this version already."
    ),
    "text-frozen": Sentence(
        "Văn bản đã chốt ở bước này nên không sửa được nữa.",
        "The text is frozen in this stage and cannot be changed.",
    ),
    "too-many-authors": Sentence(
        "Một bàn soạn thảo có nhiều nhất {most} người.", "A table has at most {most} co-authors."
    ),
    "version-changed": Sentence(
        "Đề xuất đã có phiên bản {version}. Hãy xem khác biệt rồi làm tiếp.",
        "The proposal has version {version} now. Look at what changed before you go on.",
    ),
}
