/**
 * One room's journal as it reaches this tab. Entries enter only in order; each follower (the room's
 * line, the open room, the open thread) has a cursor of its own, because each took its snapshot at a
 * moment of its own. A follower is handed exactly the entries after its snapshot, once.
 */
import type { Entry } from '../api/types'
import { fit, type Cursor } from './cursor'

export interface Follower extends Cursor {
  apply(entries: Entry[]): void
  /** Take a new snapshot, merge it by id and set `epoch` and `seq` to it. */
  renew(): Promise<void>
  refused?(status: number, detail: string): void
}
const KEPT = 2_000

export class Feed implements Cursor {
  epoch = 0
  seq = 0
  /** The head the server named when it accepted: from there on the page is live. */
  head = 0
  state: 'asked' | 'following' | 'renewing' | 'waiting' | 'refused' = 'asked'
  /** How often in a row the server could not say yes. */
  tries = 0
  readonly followers = new Set<Follower>()
  #recent: Entry[] = []

  constructor(
    readonly room: number,
    /** Asks the server for everything after `seq`. */
    readonly ask: (feed: Feed) => void,
  ) {}

  get isLive(): boolean {
    return this.state === 'refused' || (this.state === 'following' && this.seq >= this.head)
  }

  join(follower: Follower): void {
    const first = this.followers.size === 0
    this.followers.add(follower)
    if (first || follower.epoch !== this.epoch) return this.rewind(follower)
    const oldest = this.#recent[0]?.seq ?? this.seq + 1
    if (follower.seq + 1 < oldest) this.rewind(follower)
  }

  rewind({ epoch, seq }: Cursor): void {
    this.epoch = epoch
    this.seq = seq
    this.#recent = []
    this.again()
  }

  again(): void {
    this.state = 'asked'
    this.ask(this)
  }

  followed(epoch: number, head: number): void {
    if (epoch !== this.epoch || this.state === 'renewing') return
    this.head = head
    this.tries = 0
    this.state = 'following'
  }

  /** A follower took its snapshot of another journal than is followed: a copy, beside one that was asked for when the line was back. */
  get parted(): boolean {
    return this.state === 'following' && [...this.followers].some(({ epoch }) => epoch !== this.epoch)
  }

  /** True when there is something to deliver. */
  take(entry: Entry): boolean {
    if (this.state === 'renewing') return false
    const fits = fit(this, entry.seq)
    if (fits === 'hole' && this.state === 'following') this.again()
    if (fits !== 'next') return false
    this.seq = entry.seq
    const { event } = entry
    // Words that were taken away are not kept for followers to come.
    if ('blanked' in event)
      for (const { seq, event: each } of this.#recent)
        if (event.blanked.includes(seq))
          if ('post' in each) Object.assign(each.post, { html: '', files: [] })
          else if ('amendment' in each) each.amendment.reason = ''
          else if (event.type === 'thread.retitled') {
            if (each.type === 'thread.retitled') each.title = event.title
            const bearing = 'source' in each ? [each.source, each.target] : 'thread' in each ? [each.thread] : []
            for (const thread of bearing) if (thread.id === event.thread_id) thread.title = event.title
            if (each.type === 'posts.moved' && each.move.to_thread_id === event.thread_id) each.move.to_title = event.title
          }
    this.#recent.push(entry)
    if (this.#recent.length > 2 * KEPT) this.#forget()
    return true
  }

  /** The heartbeat said how far the room is: what was lost on the way is asked for again. */
  heard(head: number): void {
    if (this.state === 'following' && head > this.seq) this.again()
  }

  deliver(): void {
    for (const follower of this.followers) {
      const news = this.#recent.filter((entry) => entry.seq > follower.seq)
      if (!news.length || follower.epoch !== this.epoch) continue
      follower.seq = news.at(-1)!.seq
      follower.apply(news)
    }
  }

  async renew(): Promise<void> {
    this.state = 'renewing'
    const followers = [...this.followers]
    await Promise.all(followers.map((follower) => follower.renew()))
    const lowest = followers.reduce((a, b) => (b.seq < a.seq ? b : a))
    this.rewind(lowest)
  }

  #forget(): void {
    const needed = Math.min(...[...this.followers].map((each) => each.seq))
    const from = Math.max(0, this.#recent.findIndex((entry) => entry.seq > needed))
    this.#recent = this.#recent.slice(Math.min(from, this.#recent.length - KEPT))
  }
}
