"""The page behind the link that ends letters: one question, one button, and the answer."""

from msgspec import Struct

from web.documents.frame import POLICY as DOCUMENT
from web.documents.frame import document
from web.documents.markup import element
from web.documents.view import View

POLICY = DOCUMENT.replace("form-action 'none'", "form-action 'self'")


class Words(Struct, frozen=True):
    """The sentences of the page in one language."""

    title: str
    lead: str
    button: str
    ended: str
    after: str
    choose: str


WORDS = {
    "vi": Words(
        title="Ngừng gửi thư thông báo?",
        lead="Sau khi ngừng, hệ thống không gửi thư về thông báo nữa. Thông báo vẫn hiện trên trang khi đăng nhập; thư đặt lại mật khẩu và lời mời vẫn được gửi.",
        button="Ngừng gửi thư",
        ended="Đã ngừng gửi thư thông báo",
        after="Có thể chọn lại cách nhận thông báo bất cứ lúc nào.",
        choose="Chọn cách nhận thông báo",
    ),
    "en": Words(
        title="No more e-mails about notices?",
        lead="No e-mails about notices will be sent after this. Notices still show on the page when you are signed in; e-mails about passwords and invitations are still sent.",
        button="No more e-mails",
        ended="No more e-mails will be sent",
        after="You can choose again at any time how to be told.",
        choose="Choose how to be told",
    ),
}


def asking(view: View) -> str:
    """The question. The form needs no script and goes to its own address."""
    words = WORDS[view.language]
    return document(
        view,
        words.title,
        element("h1", words.title),
        element("p", words.lead),
        element("form", element("button", words.button), method="post"),
    )


def ended(view: View) -> str:
    """That it was done, and the way back."""
    words = WORDS[view.language]
    return document(
        view,
        words.ended,
        element("h1", words.ended),
        element("p", words.after),
        element("p", element("a", words.choose, href="/me/notices")),
    )
