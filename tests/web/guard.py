"""Watches every page of a test: whatever a browser complains of fails the test, unless it was declared.

What counts: an uncaught error, a line on the console that is an error (violations of the policy are
among them), a request that got no answer, and any request at all to another host.
"""

import re

from playwright.async_api import BrowserContext, ConsoleMessage, Request, WebError

# Each page tells of violations itself too: the console may keep them back.
TELL = """addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
  console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`))"""
LEFT = "net::ERR_ABORTED"  # a page that was left, not a failure


class Guard:
    """What the pages of one test did that they should not."""

    def __init__(self) -> None:
        self._wrong: list[str] = []
        self._expected: list[re.Pattern[str]] = []
        self.requested: list[str] = []

    def expect(self, *patterns: str) -> None:
        """Complaints that belong to what the test does, as regular expressions."""
        self._expected += [re.compile(pattern) for pattern in patterns]

    async def watch(self, context: BrowserContext, origin: str) -> None:
        """Listen to all pages of a context of the site at `origin`."""
        await context.add_init_script(TELL)

        def error(found: WebError) -> None:
            self._wrong.append(f"uncaught: {found.error.stack or found.error}")

        def said(message: ConsoleMessage) -> None:
            if message.type == "error":
                self._wrong.append(f"console: {message.text} ({message.location['url']})")

        def failed(request: Request) -> None:
            if request.failure != LEFT:
                self._wrong.append(f"no answer: {request.failure} {request.method} {request.url}")

        def asked(request: Request) -> None:
            self.requested.append(request.url)
            if not request.url.startswith((f"{origin}/", "data:", "blob:")):
                self._wrong.append(f"foreign: {request.url}")

        context.on("weberror", error)
        context.on("console", said)
        context.on("requestfailed", failed)
        context.on("request", asked)

    def wrong(self, pattern: str) -> list[str]:
        """Complaints, declared or not, that match."""
        return [each for each in self._wrong if re.search(pattern, each)]

    @property
    def complaints(self) -> list[str]:
        """What nobody had declared."""
        return [
            wrong
            for wrong in self._wrong
            if not any(pattern.search(wrong) for pattern in self._expected)
        ]
