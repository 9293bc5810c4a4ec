"""Nobody adds a header to our letters, and a letter has one Message-ID however often it is sent."""

import email
import email.policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.mail import envelope
from server.mail.envelope import LONGEST_SUBJECT, Unaddressable, seal
from server.mail.text import Part, Text

FROM = "Diên Hồng <khong-tra-loi@dien-hong.invalid>"
NAMES = {
    "date", "message-id", "from", "to", "subject", "auto-submitted", "mime-version", "content-type",
    "list-unsubscribe", "list-unsubscribe-post",
}  # fmt: skip

WORDS = ["Có quyết định", "về ý kiến", "trong phòng", "“Khơi thông", "kinh phí”", "data"]


def sealed(subject: str = "Thông báo", to: str = "hoa@vidu.invalid") -> email.message.EmailMessage:
    text = Text("vi", subject, (Part((subject,)),))
    message = seal(FROM, to, 7, "notice:7", text, "https://x.invalid/u").message
    read = email.message_from_bytes(message, policy=email.policy.SMTP)
    assert isinstance(read, email.message.EmailMessage)
    return read


@given(st.text(max_size=300))
def test_a_subject_of_any_signs_adds_no_header(subject: str) -> None:
    message = sealed(subject)
    assert {name.lower() for name in message.keys()} == NAMES  # noqa: SIM118 - all of them
    assert len(message.keys()) == len(NAMES)
    assert message["to"] == "hoa@vidu.invalid"


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_a_long_vietnamese_subject_keeps_every_space(words: list[str]) -> None:
    subject = " ".join(words)[:LONGEST_SUBJECT].strip()
    assert sealed(subject)["Subject"] == subject


def test_a_line_break_in_a_name_stays_in_the_subject() -> None:
    message = sealed("Phòng “A”\r\nBcc: ke-gian@vidu.invalid\r\n\r\n<script>")
    assert message["subject"] == "Phòng “A” Bcc: ke-gian@vidu.invalid <script>"
    assert message["bcc"] is None


@pytest.mark.parametrize(
    "address",
    ["a,b@vidu.invalid", "<a@vidu.invalid", 'a"b@vidu.invalid', "a;b@vidu.invalid", "a@b,c@d.invalid",
     "a@vidu.invalid\r\nBcc: c@d.invalid", "(a)b@vidu.invalid"],
)  # fmt: skip
def test_an_address_is_one_address_or_none(address: str) -> None:
    try:
        message = sealed(to=address)
    except Unaddressable:
        return
    assert len(message["to"].addresses) == 1
    assert message["bcc"] is None


def test_the_message_id_is_the_letters_own() -> None:
    one = envelope.message_id(7, "notice:7", "a@dien-hong.invalid")
    assert one == sealed()["message-id"]
    assert one.endswith("@dien-hong.invalid>")
    others = {
        envelope.message_id(8, "notice:7", "a@dien-hong.invalid"),
        envelope.message_id(7, "notice:8", "a@dien-hong.invalid"),
    }
    assert one not in others


def test_one_post_ends_such_letters() -> None:
    message = sealed()
    assert message["list-unsubscribe"] == "<https://x.invalid/u>"
    assert message["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
