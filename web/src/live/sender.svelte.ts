/**
 * Sends what lies in the outbox, in whichever tab is there. A post leaves the outbox only when the
 * server has acknowledged it; one lock an item keeps two tabs from sending it at once, and its key
 * makes it harmless where locks are missing.
 */
import { isTooOften, isUncertain, Problem } from '../api/client'
import { newKey } from '../api/key'
import * as server from '../api/server'
import type { Done, PostSaid } from '../api/types'
import * as db from './db'
import type { Draft } from './drafts'
import { after, isDue, nextDue, surely, type Happening, type Sending } from './outbox'
import { listen, tell } from './tabs'

type Acknowledged = (item: Sending, done: Done<PostSaid>) => void

class Sender {
  items = $state.raw<Sending[]>([])
  readonly acknowledged = new Set<Acknowledged>()
  #person: number | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #busy = new Set<string>()

  listen(): void {
    listen((told) => told.type === 'outbox' && void this.refresh())
    addEventListener('online', () => this.hurry())
  }
  /** Whose outbox this is: what another person left on this device waits for them. */
  async belongTo(person: number | null): Promise<void> {
    this.#person = person
    await this.refresh()
    for (const item of this.items) await this.#happen(item, { type: 'signed-in' })
    this.#pump()
  }
  async refresh(): Promise<void> {
    const kept = await db.all<Sending>('outbox')
    this.items = kept
      .filter((item) => item.person === this.#person)
      .sort((a, b) => a.at - b.at)
    this.#pump()
  }

  /** False when another tab has sent this draft already. */
  async send(draft: Draft): Promise<boolean> {
    const { key, person, room, thread, parent, kind, body, files, id } = draft
    const now = Date.now()
    const item: Sending = {
      ...{ key, person, room, thread: thread!, parent, kind, body, files: files ?? [], at: now },
      ...{ state: 'sending', tries: 0, due: now, reason: '', signedOut: false },
    }
    if (!(await db.moveToOutbox(id, item))) return false
    this.items = [...this.items, item]
    tell({ type: 'outbox' })
    tell({ type: 'draft', id })
    this.#pump()
    return true
  }
  again = (item: Sending) => this.#happen(item, { type: 'again' })

  /** What a rule had warned of is sent all the same. */
  async insist(item: Sending): Promise<void> {
    const next = surely(item, newKey())
    await db.put('outbox', next)
    await db.remove('outbox', item.key)
    this.items = this.items.map((each) => (each.key === item.key ? next : each))
    tell({ type: 'outbox' })
    this.#pump()
  }

  async drop(item: Sending): Promise<void> {
    await db.remove('outbox', item.key)
    this.items = this.items.filter((each) => each.key !== item.key)
    tell({ type: 'outbox' })
  }
  /** The network is back: what waits for its turn need not. */
  hurry(): void {
    for (const item of this.items)
      if (item.state === 'unconfirmed' && !item.signedOut) void this.#happen(item, { type: 'again' })
  }

  #pump(): void {
    clearTimeout(this.#timer)
    for (const item of this.items)
      if (isDue(item) && !this.#busy.has(item.key)) void this.#sendNow(item)
    const due = nextDue(this.items.filter((item) => !this.#busy.has(item.key)))
    if (due !== null) this.#timer = setTimeout(() => this.#pump(), Math.max(50, due - Date.now()))
  }

  async #sendNow(item: Sending): Promise<void> {
    this.#busy.add(item.key)
    const alone = <T>(act: () => Promise<T>) =>
      navigator.locks
        ? navigator.locks.request(`send ${item.key}`, { ifAvailable: true }, (lock) =>
            lock ? act() : undefined,
          )
        : act()
    try {
      await alone(() => this.#attempt(item))
    } finally {
      // A tab that found the lock taken looks again when told; were that tab gone, a little later.
      setTimeout(() => {
        this.#busy.delete(item.key)
        this.#pump()
      }, 1000)
    }
  }

  async #attempt(item: Sending): Promise<void> {
    if (!(await db.get('outbox', item.key))) return
    const { thread, body, kind, parent, files, key, sure = false } = item
    const draft = { body, kind, parent_id: parent, files: taken(files), sure }
    let done: Done<PostSaid>
    try {
      done = await server.addPost(thread, draft, key)
    } catch (error) {
      return this.#happen(item, happeningOf(error))
    }
    // It is sent, whatever becomes of the telling: a fault of the page is no reason to send it again.
    try {
      for (const hear of this.acknowledged) hear(item, done)
    } finally {
      await this.drop(item)
    }
  }

  async #happen(item: Sending, happening: Happening): Promise<void> {
    const next = after(item, happening)
    if (next === item) return
    await db.put('outbox', next)
    this.items = this.items.map((each) => (each.key === item.key ? next : each))
    tell({ type: 'outbox' })
    this.#pump()
  }
}

const taken = (files: Sending['files']) => (files ?? []).map(({ id, alt }) => ({ id, alt }))

function happeningOf(error: unknown): Happening {
  if (isUncertain(error))
    return {
      type: 'lost',
      retryAfterMs: error instanceof Problem ? error.retryAfterMs : undefined,
      ...(isTooOften(error) ? { detail: error.detail } : {}),
    }
  const { status, detail, reason, told } = error as Problem
  return { type: 'refused', status, detail, problem: reason, told }
}

export const sender = new Sender()
