/**
 * What may be kept of what the server answers, for how long, and what goes first. Decisions alone: no store, no clock.
 *
 * A copy is what anybody would be answered: the server names the public room an answer is of, and the fields in it that speak of
 * its reader, which are taken out. What it does not state is not kept.
 */
export const DAY_MS = 86_400_000
/** After so many days a copy is shown no more. */
export const DAYS = 7
export const ENTRIES = 200
export const BYTES = 8 * 1024 * 1024
/** An answer that is larger is not kept. */
export const LARGEST = 2 * 1024 * 1024

/** The addresses of which copies are kept: a room, a thread, the words of some of its posts. */
const KEPT = /^\/(?:rooms\/[1-9]\d*|threads\/[1-9]\d*(?:\/bodies)?)$/
export const isKept = (path: string): boolean => KEPT.test(path)

/** What nobody in particular is told in each personal field. Of what was read a copy says: all of it, so that nothing in it counts as new. */
const AS_NOBODY: Record<string, (answer: Answer) => unknown> = {
  me: () => null,
  may: () => [],
  muted: () => [],
  mine: () => ({}),
  read: ({ seq }) => [[0, seq]],
  turn: () => null,
}
export type Answer = Record<string, unknown>

/** What the server states of an answer; null: it gives no leave to keep it. */
export function stated(headers: Headers): { room: number; personal: string[] } | null {
  const room = Number(headers.get('Public-Room'))
  if (!Number.isSafeInteger(room) || room < 1) return null
  return { room, personal: (headers.get('Personal-Fields') ?? '').split(' ').filter(Boolean) }
}

/**
 * The answer as a copy; null where a field that is personal is not one we know how to take out. It belongs to no epoch of the
 * journal (0), so that a page that follows the room from it is told to ask anew.
 */
export function asCopy(answer: Answer, personal: string[]): Answer | null {
  if (!personal.every((field) => field in AS_NOBODY)) return null
  const blank = personal.map((field) => [field, AS_NOBODY[field]!(answer)])
  return { ...answer, ...('epoch' in answer ? { epoch: 0 } : {}), ...Object.fromEntries(blank) }
}

/** Who is signed in here, as far as writing without a network needs it. */
export const asSelf = ({ person, build }: Answer): Answer => ({
  person: person && { ...(person as Answer), administrator: false },
  inbox: null,
  moderation: null,
  build,
})

export interface Copy {
  path: string
  at: number
  bytes: number
}
export const isOver = (at: number, now: number): boolean => !(now - at < DAYS * DAY_MS && at <= now + DAY_MS)

/** The addresses of the copies that go: those whose time is over, then the oldest, until the others are few and small enough. */
export function leaving(copies: Copy[], now: number): string[] {
  let [entries, bytes] = [0, 0]
  return copies
    .toSorted((a, b) => b.at - a.at)
    .filter((copy) => {
      const stays = !isOver(copy.at, now) && entries < ENTRIES && bytes + copy.bytes <= BYTES
      // Once one does not fit, none that is older does.
      if (stays) [entries, bytes] = [entries + 1, bytes + copy.bytes]
      else entries = ENTRIES
      return !stays
    })
    .map((copy) => copy.path)
}

interface Block {
  seq: number
  bodies: { id: number; version: number }[]
}
/** The words asked for, out of all blocks of their thread that are kept, each as of its newest version; null: none of them is here. */
export function wordsOf(blocks: Block[], ids: number[]): Block | null {
  const newest = new Map<number, Block['bodies'][0]>()
  for (const body of blocks.flatMap((block) => block.bodies))
    if (ids.includes(body.id) && body.version >= (newest.get(body.id)?.version ?? 0)) newest.set(body.id, body)
  return newest.size ? { seq: 0, bodies: [...newest.values()] } : null
}

/** Words were taken away in this room, or the room itself from this reader: of nothing in it a copy stays. */
export function takesAway(message: { type: string; status?: number; event?: object }): boolean {
  if (message.type === 'refused') return [401, 403, 404].includes(message.status ?? 0)
  if (message.type !== 'entry') return false
  const event = message.event as { type: string; room?: { visibility: string } }
  if ('blanked' in event) return true
  return event.type === 'room.described' && event.room?.visibility !== 'public'
}
