/**
 * Copies on this device, in the browser's Cache Storage: shared by the worker, which keeps and shows them, and the page, which drops
 * them. Those of public rooms hold nothing of who read them; who is signed in here, and as what member, is kept apart. Both go at sign-out.
 */
import { asCopy, asSelf, isOver, leaving, LARGEST, stated, wordsOf, type Answer, type Copy } from './policy'

export const OURS = 'dienhong-'
const COPIES = `${OURS}copies`
const SELF = `${OURS}self`
const [AT, ROOM, SIZE] = ['Copied-At', 'Copied-Room', 'Copied-Bytes']
const GONE = [403, 404, 410]
const ROOMS = /^\/rooms\/(\d+)$/

/** What was taken away, counted: an answer that was asked for before may hold it still, and is not kept after. Known to the worker alone. */
let taken = 0
const takenOf = new Map<number, number>()
const EVERY = 0
/** To be asked for when the answer is, and handed on with it. */
export const moment = (): number => taken
const isTaken = (room: number, since: number) => [room, EVERY].some((each) => (takenOf.get(each) ?? 0) > since)

/** What the network has answered is kept where the server gives leave. What is no longer to be read is dropped with all of its room. */
export async function heard(url: URL, answer: Response, since: number, now = Date.now()): Promise<void> {
  const leave = answer.ok ? stated(answer.headers) : null
  if (!leave) {
    if (answer.ok || GONE.includes(answer.status)) await forgetRoom(await roomOf(url))
    return
  }
  const whole = (await answer.json()) as Answer
  const copy = asCopy(whole, leave.personal)
  if (!copy) return
  await put(COPIES, pathOf(url), copy, leave.room, since, now)
  const me = ROOMS.test(url.pathname) && (await read(SELF, '/session', now))
  if (me && whole.me) await put(SELF, pathOf(url), { me: whole.me, may: whole.may }, leave.room, since, now)
  await sweep(now)
}

/** The copy of what is asked for; null: there is none. */
export async function find(url: URL, now = Date.now()): Promise<Response | null> {
  if (url.pathname === '/session') return shown(await read(SELF, '/session', now))
  const asked = url.searchParams.get('ids')
  if (asked) return shown(await words(url, asked.split(',').map(Number), now))
  const copy = await read(COPIES, pathOf(url), now)
  const me = ROOMS.test(url.pathname) && (await read(SELF, '/session', now)) && (await read(SELF, pathOf(url), now))
  return shown(copy && me ? { ...copy, answer: { ...copy.answer, ...me.answer } } : copy)
}

/** Who the server says is signed in. Whoever comes after somebody else finds nothing of theirs. */
export async function signedIn(answer: Response, since: number, now = Date.now()): Promise<void> {
  const found = (await answer.json()) as Answer & { person: { id: number } | null }
  const before = (await read(SELF, '/session', now))?.answer.person as { id: number } | undefined
  if (isTaken(EVERY, since)) return
  if (before && before.id !== found.person?.id) await forgetAll()
  if (found.person) await put(SELF, '/session', asSelf(found), EVERY, moment(), now)
}

export async function forgetRoom(room: number): Promise<void> {
  if (!room) return
  takenOf.set(room, ++taken)
  for (const name of [COPIES, SELF]) {
    const cache = await caches.open(name)
    for (const key of await cache.keys())
      if (Number((await cache.match(key))?.headers.get(ROOM)) === room) await cache.delete(key)
  }
}
/** Everything but the pages themselves. */
export async function forgetAll(): Promise<void> {
  takenOf.set(EVERY, ++taken)
  if ('caches' in globalThis) await Promise.all([caches.delete(COPIES), caches.delete(SELF)]).catch(() => {})
}

/** The rooms of which there is a copy, for somebody who cannot ask for the list. */
export async function rooms(now = Date.now()): Promise<{ id: number; title: string; at: number }[]> {
  if (!('caches' in globalThis)) return []
  const found = []
  for (const { pathname } of (await (await caches.open(COPIES)).keys()).map(({ url }) => new URL(url))) {
    const copy = ROOMS.test(pathname) && (await read(COPIES, pathname, now))
    if (copy) found.push({ ...(copy.answer.room as { id: number; title: string }), at: copy.at })
  }
  return found.sort((a, b) => b.at - a.at)
}

interface Kept {
  answer: Answer
  at: number
}
const pathOf = (url: URL) => url.pathname + url.search

async function read(name: string, path: string, now: number): Promise<Kept | null> {
  const cache = await caches.open(name)
  const found = await cache.match(path)
  if (!found) return null
  const at = Number(found.headers.get(AT))
  if (!isOver(at, now)) return { answer: (await found.json()) as Answer, at }
  await cache.delete(path)
  return null
}

async function put(name: string, path: string, answer: Answer, room: number, since: number, now: number): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(answer))
  const headers = { 'Content-Type': 'application/json', [AT]: String(now), [ROOM]: String(room), [SIZE]: String(body.length) }
  const cache = await caches.open(name)
  if (body.length > LARGEST) await cache.delete(path)
  else await cache.put(path, new Response(body, { headers }))
  // Looked at last: whatever is taken away from here on finds it.
  if (isTaken(room, since)) await cache.delete(path)
}

const shown = (kept: Kept | null) =>
  kept && Response.json(kept.answer, { headers: { [AT]: String(kept.at), 'Cache-Control': 'no-store' } })

/** Which room a copy is of that is to go: its address names it, or what is kept of it does. */
async function roomOf(url: URL): Promise<number> {
  const named = ROOMS.exec(url.pathname)?.[1]
  if (named) return Number(named)
  const cache = await caches.open(COPIES)
  const thread = url.pathname.replace('/bodies', '')
  const known = await cache.match(thread, { ignoreSearch: true })
  return Number(known?.headers.get(ROOM))
}

async function words(url: URL, ids: number[], now: number): Promise<Kept | null> {
  const cache = await caches.open(COPIES)
  const blocks = await Promise.all(
    (await cache.keys(url.pathname, { ignoreSearch: true })).map((key) => read(COPIES, pathOf(new URL(key.url)), now)),
  )
  const here = blocks.filter((block) => block !== null)
  const found = wordsOf(here.map(({ answer }) => answer) as never, ids)
  return found && { answer: { ...found }, at: Math.min(...here.map(({ at }) => at)) }
}

async function sweep(now: number): Promise<void> {
  const cache = await caches.open(COPIES)
  const copies: Copy[] = []
  for (const key of await cache.keys()) {
    const headers = (await cache.match(key))?.headers
    const number = (name: string) => Number(headers?.get(name))
    copies.push({ path: key.url, at: number(AT), bytes: number(SIZE) })
  }
  for (const path of leaving(copies, now)) await cache.delete(path)
}
