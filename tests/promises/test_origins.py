"""P20: no page of another site opens a socket through a reader's browser."""

import websockets
from websockets.exceptions import InvalidStatus

from tests.promises.conftest import Promising
from tests.world import World


def hostile(url: str) -> list[str]:
    """Origins that are not ours, most of them nearly."""
    host = url.removeprefix("http://")
    name, port = host.split(":")
    return [
        "null", "", " ", "*", "http://", "https://", "http:", "//", "file://", "about:blank", "data:,",
        "chrome-extension://abcdefghijklmnop", "moz-extension://1-2-3", "app://", "blob:" + url,
        "http://xau.vidu", "https://xau.vidu", f"https://{host}", f"ws://{host}", f"wss://{host}",
        f"HTTP://{host}", f"http:/{host}", f"http:{host}", f"http:\\\\{host}", f"{host}", f"//{host}", name,
        f"http://{name}", f"http://{name}:", f"http://{name}:80", f"http://{name}:0{port}", f"http://{name}:{port}0",
        f"http://{name}:{int(port) + 1}", f"http://{host}/", f"http://{host}//", f"http://{host}?", f"http://{host}#",
        f"http://{host}/rooms", f"http://{host}.", f"http://{name}.:{port}", f"http://{name}.xau.vidu:{port}",
        f"http://xau.{name}:{port}", f"http://xau{host}", f"http://{host}.xau.vidu", f"http://{host}@xau.vidu",
        f"http://xau.vidu@{host}", f"http://user:pass@{host}", f"http://xau.vidu#{host}", f"http://xau.vidu?{host}",
        f"http://xau.vidu/{host}", f"{url} {url}", f"{url},{url}", f"{url}, http://xau.vidu", f"http://xau.vidu, {url}",
        f"{url}\t", f"{url};", f"'{url}'", f'"{url}"', f"<{url}>", f"https://localhost:{port}", f"http://[::1]:{port}",
        f"http://0.0.0.0:{port}", f"http://127.1:{port}", f"http://2130706433:{port}", f"http://0x7f000001:{port}",
        f"http://127.0.0.1%00:{port}", f"http://127。0。0。1:{port}".encode().decode("latin-1"),
    ]  # fmt: skip


async def opens(world: World, *origins: str) -> bool:
    """Whether a socket with a reader's cookie and these Origin headers is opened."""
    address = world.url.replace("http", "ws", 1) + "/live"
    headers = [("origin", origin) for origin in origins]
    try:
        async with websockets.connect(address, additional_headers=headers, origin=None):
            return True
    except InvalidStatus as refused:
        return refused.response.status_code not in {400, 403}


async def test_a_hostile_origin_opens_no_socket(world: World, promise: Promising) -> None:
    with promise("P20") as running:
        assert await opens(world, world.url), (
            "ours opens one, so the others are refused for what they are"
        )
        for origin in hostile(world.url):
            if origin.strip(" \t") == world.url:
                continue  # HTTP strips white space around a value: this one is ours
            running.n += 1
            running.holds(not await opens(world, origin), f"accepted {origin!r}")
        running.holds(not await opens(world), "accepted without an Origin")
        running.holds(not await opens(world, world.url, "http://xau.vidu"), "accepted a second one")
        running.holds(not await opens(world, world.url, world.url), "accepted it twice")
        running.n += 3
        assert running.n >= 60
