/**
 * The life of a post on its way: sending, not confirmed (it goes again by itself, under the same key),
 * or refused. Pure; the shell around it is `sender.svelte.ts`.
 */
import type { Attachment, Kind } from '../api/types'
import type { Told } from '../api/client'
import { backoffMs } from './cursor'

export type SendingState = 'sending' | 'unconfirmed' | 'failed'

export interface Sending {
  key: string
  person: number
  room: number
  thread: number
  parent: number | null
  kind: Kind
  body: string
  files?: Attachment[]
  at: number
  state: SendingState
  tries: number
  /** When to try (again), in ms of `Date.now()`; null: not by itself. */
  due: number | null
  /** Why it was refused, in the server's words. */
  reason: string
  /** The kind of refusal, as the problem's type names it; absent: none, or written by an older page. */
  problem?: string
  /** What else that refusal tells. */
  told?: Told | undefined
  /** Its author was asked by a rule to look again, and has. */
  sure?: boolean
  signedOut: boolean
}

export type Happening =
  /** No answer, or one that leaves it open whether the command was carried out. */
  | { type: 'lost'; retryAfterMs?: number | undefined; detail?: string }
  | { type: 'refused'; status: number; detail: string; problem?: string; told?: Told }
  | { type: 'again' }
  | { type: 'signed-in' }

export function after(
  item: Sending,
  happening: Happening,
  now = Date.now(),
  random = Math.random(),
): Sending {
  switch (happening.type) {
    case 'lost': {
      const wait = happening.retryAfterMs ?? 500 + backoffMs(item.tries, random)
      const reason = happening.detail ?? ''
      return { ...item, state: 'unconfirmed', tries: item.tries + 1, due: now + wait, reason }
    }
    case 'refused':
      if (happening.status === 401)
        return { ...item, state: 'unconfirmed', signedOut: true, due: null }
      return {
        ...{ ...item, state: 'failed', due: null },
        ...{ reason: happening.detail, problem: happening.problem ?? '', told: happening.told },
      }
    case 'again':
      return { ...item, state: 'sending', reason: '', due: now }
    case 'signed-in':
      return item.signedOut ? { ...item, state: 'sending', signedOut: false, due: now } : item
  }
}

/** The same words nevertheless: another command, which says that its author has looked again. */
export const surely = (item: Sending, key: string, now = Date.now()): Sending => ({
  ...{ ...item, key, sure: true, state: 'sending', tries: 0, due: now, reason: '', problem: '' },
})

export const isDue = (item: Sending, now = Date.now()): boolean =>
  item.due !== null && item.due <= now

export const nextDue = (items: Sending[]): number | null =>
  items.reduce<number | null>(
    (soonest, { due }) => (due === null ? soonest : Math.min(due, soonest ?? due)),
    null,
  )
