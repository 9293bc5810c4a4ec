/** The lines of the open room's threads, kept while a list of them is on the page. */
import { untrack } from 'svelte'
import { call } from '../api/client'
import type { Entry, ThreadLines } from '../api/types'
import type { Follower } from '../live/feed'
import { Fresh } from '../live/fresh'
import { live } from '../live/line.svelte'
import { lines } from './lines.svelte'
import type { OpenRoom } from './room.svelte'
import { byThread, leavesOpen, reduceThreadLines, type ById } from './thread-lines'

/** What is read is told to the server a few times while one reads: asked for once after. */
const WAIT_MS = 400

class Followed implements Follower {
  epoch = 0
  seq = 0
  byId = $state.raw<ById>(new Map())
  readonly #fresh = new Fresh()
  #leave: (() => void) | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(
    readonly room: number,
    readonly me: number | null,
  ) {}

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#leave?.()
  }
  async renew(): Promise<void> {
    const found = await this.#fresh.ask(this, () => call<ThreadLines>('GET', `/rooms/${this.room}/threads/lines`))
    if (!found || this.#closed) return
    this.byId = byThread(found.lines)
    this.#leave ??= live.line.join(this.room, this)
  }
  /** Without an answer nothing is said of the threads, or what was; what reads the room says why. */
  ask(): void {
    void this.renew().catch(() => {})
  }
  /** Read, here or in another tab, or unread again. */
  soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.ask(), WAIT_MS)
  }
  apply(entries: Entry[]): void {
    for (const entry of entries) {
      const next = reduceThreadLines(this.byId, entry, this.me)
      if (next !== this.byId || leavesOpen(entry)) this.#fresh.tell(entry.seq)
      this.byId = next
    }
    if (entries.some(leavesOpen)) this.soon()
  }
}

/** Called while a component is made; for as long as that is on the page. Null: nothing is to be known yet. */
export function threadsOf(room: () => OpenRoom | null): { readonly byId: ById } {
  let followed = $state.raw<Followed | null>(null)
  /** 0: not yet. */
  const id = $derived(room()?.snapshot ? room()!.id : 0)
  const me = $derived(room()?.me?.number ?? null)
  $effect(() => {
    if (!id) return
    const begun = (followed = new Followed(id, me))
    begun.ask()
    // The line is back, and what was asked for without it had no answer.
    const heard = (told: Entry | null) => told ?? begun.ask()
    live.inboxed.add(heard)
    return () => {
      live.inboxed.delete(heard)
      begun.close()
    }
  })

  // The list of rooms is told of all that is read, wherever.
  $effect(() => {
    if (lines.reads) untrack(() => followed)?.soon()
  })
  return {
    get byId() {
      return followed?.byId ?? NONE
    },
  }
}
const NONE: ById = new Map()
