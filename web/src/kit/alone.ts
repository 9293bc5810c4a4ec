/**
 * No server stands behind this page, and nothing is kept in the browser by it: what is asked for is answered from
 * here, or not at all, and what would be kept is gone with the page.
 */
const ANSWERS: Record<string, unknown> = {
  '/me/unsent': [],
  '/notices/unread': { unread: 3, to_me: [{ room_id: 1, notices: 2 }] },
  '/preview': { html: '<p>Mức vốn tối thiểu nên giữ ở <strong>300 triệu đồng</strong>.</p>' },
}

export function alone(): void {
  window.fetch = async (asked) => {
    const { pathname } = new URL(String(asked), location.href)
    if (!(pathname in ANSWERS)) throw new TypeError(`no server: ${pathname}`)
    return Response.json(ANSWERS[pathname])
  }
  // What it is told then is that the browser refuses, and it keeps what it must in memory (live/db.ts).
  const open = () => {
    const refused: { onerror?: () => void } = {}
    queueMicrotask(() => refused.onerror?.())
    return refused
  }
  Object.defineProperty(window, 'indexedDB', { value: { open } })
}
