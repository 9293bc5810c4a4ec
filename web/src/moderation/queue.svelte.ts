/** One view of the queue, open on this page: its snapshot, kept by the journal of the moderation room. */
import { announcer } from '../a11y/announce.svelte'
import { Lost, Problem } from '../api/client'
import type { Entry } from '../api/types'
import { lang } from '../i18n/lang.svelte'
import type { Follower } from '../live/feed'
import { live } from '../live/line.svelte'
import * as calls from './calls'
import { begin, extend, reduceQueue, reveal, rows, tick, type QueueState } from './queue'
import type { Case, Moderator, View } from './types'
import { words } from './words'

const TICK_MS = 15_000

export class OpenQueue implements Follower {
  epoch = 0
  seq = 0
  room = $state.raw(0)
  state = $state.raw<'loading' | 'ready' | 'failed' | 'missing'>('loading')
  at = $state.raw(0)
  /** Why it could not be read the last time. */
  failure = $state.raw<unknown>()
  moderators = $state.raw<Moderator[]>([])
  queue = $state.raw<QueueState | null>(null)
  readonly rows = $derived(this.queue ? rows(this.queue) : [])
  readonly me = $derived(this.queue?.me ?? 0)
  #leave: (() => void) | undefined
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(readonly view: View) {}

  async open(): Promise<void> {
    try {
      await this.renew()
      this.#leave ??= live.line.join(this.room, this)
      this.#timer ??= setInterval(() => this.tick(), TICK_MS)
    } catch (error) {
      this.failure = error
      const absent = error instanceof Problem && [401, 403, 404].includes(error.status)
      this.state = absent ? 'missing' : this.queue ? this.state : 'failed'
      if (!(error instanceof Problem) && !(error instanceof Lost)) throw error
    }
  }
  close(): void {
    this.#leave?.()
    clearInterval(this.#timer)
  }
  async renew(): Promise<void> {
    const found = await calls.queue(this.view)
    this.epoch = found.epoch
    this.seq = found.seq
    this.room = found.room_id
    this.moderators = found.moderators
    this.queue = begin(this.view, found, Date.now())
    this.state = 'ready'
    this.failure = undefined
    this.at = Date.now()
  }
  apply(entries: Entry[]): void {
    if (!this.queue) return
    const before = this.queue.fresh.length
    this.queue = reduceQueue(tick(this.queue, Date.now()), entries)
    this.at = Date.now()
    const fresh = this.queue.fresh.length
    if (fresh > before) announcer.later(() => lang.of(words).fresh(lang.n(this.queue!.fresh.length)))
    // Who moderates is not in the lines: asked anew, beside the list, which stays.
    if (entries.some(({ event }) => event.type.startsWith('member.'))) void this.#people()
  }
  refused(): void {
    this.state = 'missing'
  }
  tick(): void {
    if (this.queue) this.queue = tick(this.queue, Date.now())
  }
  reveal(): void {
    if (this.queue) this.queue = reveal(this.queue)
  }
  async older(): Promise<void> {
    if (!this.queue?.end) return
    const page = await calls.queue(this.view, this.queue.end)
    this.queue = extend(this.queue, page)
  }
  /** The newest line of a case that this page has heard of, if that is newer than `seq`. */
  line(id: number, seq: number): Case | null {
    const known = this.queue?.known.get(id)
    return known && known.seq > seq ? known.case : null
  }
  /** The newest report of a case, or of one under it, that this page has heard of; 0: none. */
  reported(id: number): number {
    return this.queue?.known.get(id)?.reported ?? 0
  }
  nameOf(number: number | null): string {
    const found = this.moderators.find((each) => each.number === number)
    return found?.name ?? lang.of(words).moderator
  }

  async #people(): Promise<void> {
    const found = await calls.queue(this.view).catch(() => null)
    if (found) this.moderators = found.moderators
  }
}
