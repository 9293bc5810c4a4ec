/**
 * The life of a post on its way: sending, not confirmed (it goes again by itself, under the same key),
 * or refused. Pure; the shell around it is `sender.svelte.ts`.
 */
import type { Attachment, Kind } from '../api/types'
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
  signedOut: boolean
}

export type Happening =
  /** No answer, or one that leaves it open whether the command was carried out. */
  | { type: 'lost'; retryAfterMs?: number | undefined }
  | { type: 'refused'; status: number; detail: string }
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
      return { ...item, state: 'unconfirmed', tries: item.tries + 1, due: now + wait }
    }
    case 'refused':
      if (happening.status === 401)
        return { ...item, state: 'unconfirmed', signedOut: true, due: null }
      return { ...item, state: 'failed', reason: happening.detail, due: null }
    case 'again':
      return { ...item, state: 'sending', reason: '', due: now }
    case 'signed-in':
      return item.signedOut ? { ...item, state: 'sending', signedOut: false, due: now } : item
  }
}

export const isDue = (item: Sending, now = Date.now()): boolean =>
  item.due !== null && item.due <= now

export const nextDue = (items: Sending[]): number | null =>
  items.reduce<number | null>(
    (soonest, { due }) => (due === null ? soonest : Math.min(due, soonest ?? due)),
    null,
  )
