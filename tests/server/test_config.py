from pathlib import Path

import pytest

from server.config import Impossible, Settings, read


def test_without_anything_chosen_the_portal_is_on_this_machine() -> None:
    settings = read(None, {})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.origins == ("http://127.0.0.1:8000", "http://localhost:8000")
    assert not settings.secure


def test_the_usual_names_and_our_own_both_work_and_ours_wins() -> None:
    settings = read(None, {"PORT": "8080", "DIENHONG_PORT": "9090", "DIENHONG_POOL_SIZE": "25"})
    assert (settings.port, settings.pool_size) == (9090, 25)
    assert settings.origins[0] == "http://127.0.0.1:9090"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('port = 8100\nportal_name = "Diễn đàn Ví dụ"\norigins = ["https://a.example"]')
    settings = read(file, {"ORIGINS": "https://b.example, http://127.0.0.1:8100"})
    assert (settings.port, settings.portal_name) == (8100, "Diễn đàn Ví dụ")
    assert settings.origins == ("https://b.example", "http://127.0.0.1:8100")
    assert settings.secure


def test_what_is_set_to_nothing_is_not_set() -> None:
    assert read(None, {"DATABASE_URL": "", "ORIGINS": ""}) == Settings()


def test_what_is_not_a_setting_is_left_alone() -> None:
    assert (
        read(None, {"HOME": "/", "DIENHONG_CORPORA": "x", "DIENHONG_SETTINGS": "y"}) == Settings()
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DIENHONG_PROT", "1", "There is no setting DIENHONG_PROT; is port meant?"),
        ("PORT", "tám nghìn", "The setting PORT is not possible"),
        ("PORT", "0", "The setting PORT is not possible"),
        ("DIENHONG_POOL_SIZE", "1", "The setting DIENHONG_POOL_SIZE is not possible"),
        ("DIENHONG_DEMONSTRATION", "có", "The setting DIENHONG_DEMONSTRATION is not possible"),
        (
            "DIENHONG_DEFAULT_LANGUAGE",
            "fr",
            "The setting DIENHONG_DEFAULT_LANGUAGE is not possible",
        ),
        ("DATABASE_URL", "mysql://a", "The setting DATABASE_URL is not possible"),
        ("REDIS_URL", "http://a", "The setting REDIS_URL is not possible"),
        ("ORIGINS", "forum.example", "not an exact origin"),
        ("ORIGINS", "https://forum.example/", "not an exact origin"),
        ("ORIGINS", "https://*.example", "not an exact origin"),
        ("ORIGINS", "https://u@forum.example", "not an exact origin"),
        ("ORIGINS", "https://forum.example:99999", "not an exact origin"),
        ("ORIGINS", "https://forum.example:443", "as browsers write it"),
        ("ORIGINS", "https://Forum.example", "as browsers write it"),
        ("ORIGINS", "http://forum.example", "plain http beyond this machine"),
    ],
)
def test_what_is_unknown_or_cannot_be_is_refused_by_name(name: str, value: str, says: str) -> None:
    with pytest.raises(Impossible) as refused:
        read(None, {name: value})
    message = str(refused.value)
    assert says in message
    assert name in message
    assert message.endswith((".", "?"))
    assert "\n" not in message


def test_plain_http_is_permitted_where_the_settings_say_so() -> None:
    chosen = {"ORIGINS": "http://forum.example", "DIENHONG_INSECURE_HTTP": "true"}
    assert read(None, chosen).origins == ("http://forum.example",)


def test_a_refusal_does_not_repeat_a_password() -> None:
    with pytest.raises(Impossible) as refused:
        read(None, {"DATABASE_URL": "mysql://forum:bí-mật@db.example/forum"})
    assert "bí-mật" not in str(refused.value)


def test_a_file_that_is_wrong_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    for content, says in [
        ("prot = 1", "prot"),
        ("port = [", "cannot be read"),
        ('port = "x"', "port"),
    ]:
        file.write_text(content)
        with pytest.raises(Impossible, match=says) as refused:
            read(file, {})
        assert str(file) in str(refused.value)
    with pytest.raises(Impossible, match="cannot be read"):
        read(tmp_path / "khong-co.toml", {})


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mail.example:25", "is not possible"),
        ("http://mail.example", "is not possible"),
        ("smtp://mail.example/inbox", "is not possible"),
        ("smtp://mail.example:99999", "names no host, or a port that is none"),
        ("smtp://forum:bi-mat@mail.example", "for everybody to read"),
    ],
)
def test_a_mail_server_that_cannot_be_is_refused_without_its_password(url: str, says: str) -> None:
    chosen = {"DIENHONG_SMTP_URL": url, "DIENHONG_MAIL_FROM": "Diễn đàn <a@forum.example>"}
    with pytest.raises(Impossible, match=says) as refused:
        read(None, chosen)
    assert "DIENHONG_SMTP_URL" in str(refused.value)
    assert "bi-mat" not in str(refused.value)


def test_a_mail_server_needs_to_know_whom_letters_come_from() -> None:
    with pytest.raises(Impossible, match="needs mail_from"):
        read(None, {"DIENHONG_SMTP_URL": "smtps://forum:bi-mat@mail.example"})
    for url in ("smtp://forum:bi-mat@127.0.0.1:25", "starttls://u:p@mail.example", "smtp://mail"):
        chosen = {"DIENHONG_SMTP_URL": url, "DIENHONG_MAIL_FROM": "a@forum.example"}
        assert read(None, chosen).smtp_url == url
