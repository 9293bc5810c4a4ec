"""Whoever's password, second factors or tokens are changed is told by letter, whether it was them or not."""

from rooms.people import Language
from server.identity import factors
from server.identity.alerts import Change
from server.mail.words import WORDS
from tests.factors import with_app, with_passkey
from tests.server.mail.mailbox import Mailbox, words
from tests.world import PASSWORD, World


async def test_every_change_is_told(posted: World, mailbox: Mailbox) -> None:
    hoa = await posted.person("Lê Thị Hoa")
    await with_app(hoa)
    await with_passkey(posted, hoa)
    await hoa.http.post("/me/factors/codes", json={"password": PASSWORD})
    await hoa.do("PUT", "/me/factors/totp/removal", password=PASSWORD)
    (passkey,) = (await hoa.get("/me/factors"))["passkeys"]
    await hoa.do("PUT", f"/me/passkeys/{passkey['id']}/removal", password=PASSWORD)
    await posted.app.state.store.run(factors.clear, None, hoa.id)
    wish = {"name": "Báo cáo tuần", "scopes": ["read"], "days": 30}
    await hoa.do("POST", "/me/tokens", **wish, password=PASSWORD)
    await hoa.do("PUT", "/me/password", current=PASSWORD, new="một mật khẩu khác")
    letters = [words(letter) for letter in await mailbox.letters(hoa.email, 8)]
    for words_of in WORDS.values():
        assert set(words_of.access) == set(Change)
    for change in Change:
        (told,) = [each for each in letters if WORDS[Language.VI].access[change] in each]
        assert f"{posted.url}/me/security" in told


async def test_a_change_that_did_not_come_about_is_not(posted: World, mailbox: Mailbox) -> None:
    hoa = await posted.person("Lê Thị Hoa")
    await with_app(hoa)
    await hoa.ask("PUT", "/me/factors/totp/removal", password="không phải")
    (letter,) = await mailbox.letters(hoa.email, 1)
    assert letter["subject"] == "Thay đổi về cách đăng nhập"
    assert letter["list-unsubscribe"] is None, "nobody can end these"
    async with posted.sql() as conn:
        assert (
            await conn.fetchval("select count(*) from letter where recipient = $1", hoa.email) == 1
        )
