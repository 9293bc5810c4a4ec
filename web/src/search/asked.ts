/** What is looked for, as the address of the page has it and as the server is asked. Pure. */
import type { Kind, SearchCommand } from '../api/types'

export interface Asked {
  q: string
  room: number
  author: number
  kind: Kind | ''
  /** Days, as 2025-12-25; both are looked in. */
  since: string
  until: string
}
const KINDS: Kind[] = ['opinion', 'question', 'evidence', 'support', 'critique', 'solution']
const ZONE = '+07:00'
const DAY_MS = 86_400_000

export function askedIn(search: string): Asked {
  const at = new URLSearchParams(search)
  const number = (name: string) => (/^[1-9]\d{0,14}$/.test(at.get(name) ?? '') ? Number(at.get(name)) : 0)
  const day = (name: string) => (isDay(at.get(name) ?? '') ? at.get(name)! : '')
  const room = number('room')
  return {
    q: at.get('q') ?? '',
    room,
    author: room && number('author'),
    kind: KINDS.find((kind) => kind === at.get('kind')) ?? '',
    since: day('since'),
    until: day('until'),
  }
}

/** The address where this is looked for: what is not asked is not in it. */
export function addressOf(asked: Partial<Asked>): string {
  const { room, author, ...rest } = asked
  const told = { ...rest, room, author: room && author }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(told)) if (value) query.set(name, String(value))
  return query.size ? `/search?${query}` : '/search'
}

export const isFiltered = ({ author, kind, since, until }: Asked): boolean =>
  Boolean(author || kind || since || until)

export function commandOf(asked: Asked, after = 0): SearchCommand {
  return {
    q: asked.q.trim(),
    room: asked.room || null,
    author: asked.author || null,
    kind: asked.kind || null,
    since: asked.since ? `${asked.since}T00:00:00${ZONE}` : null,
    until: asked.until ? new Date(midnight(asked.until) + DAY_MS).toISOString() : null,
    after,
  }
}

const midnight = (day: string) => Date.parse(`${day}T00:00:00${ZONE}`)
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(midnight(text))
