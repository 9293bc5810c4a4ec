/** The comments of a proposal, counted: asked anew, calmly, where an entry of the room touches them. */
import type { Entry } from '../../api/types'
import type { Consulted, ConsultationLine } from '../../api/types.gen'
import type { Follower } from '../../live/feed'
import { live } from '../../live/line.svelte'
import * as calls from './calls'

/** Where many comment at the same time, nobody needs a count for each. */
const CALM_MS = 1_500
const TOUCHING = /^(post\.(anchored|edited|retracted|hidden|restored|redacted|cut)|posts\.moved|comment\.|consultation\.|proposal\.versioned)/

export class OpenComments implements Follower {
  epoch = 0
  seq = 0
  shown = $state.raw<Consulted | null>(null)
  /** Why they could not be read the last time, and when they could. */
  failure = $state.raw<unknown>()
  at = 0
  /** Counts whenever lists of comments may be older than what is there. */
  turn = $state.raw(0)
  #leave: (() => void) | undefined
  #soon: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly id: number,
    readonly room: number,
  ) {}

  /** The newest consultation; null: there was none. */
  readonly newest = $derived<ConsultationLine | null>(this.shown?.consultations[0] ?? null)
  readonly running = $derived(this.newest?.closed_at === null ? this.newest : null)

  of(place: number): { comments: number; waiting: number } {
    return this.shown?.articles.find((each) => each.place === place) ?? { comments: 0, waiting: 0 }
  }
  async open(): Promise<void> {
    await this.again()
    if (this.shown) this.#leave ??= live.line.join(this.room, this)
  }
  close(): void {
    clearTimeout(this.#soon)
    this.#leave?.()
  }
  async renew(): Promise<void> {
    const found = await calls.counts(this.id).catch((error: unknown) => {
      this.failure = error
      throw error
    })
    this.failure = undefined
    this.at = Date.now()
    const goesOn = found.epoch === this.epoch
    // Entries since then that matter have it asked for again.
    if (goesOn && found.seq < (this.shown?.seq ?? 0)) return
    this.epoch = found.epoch
    this.seq = goesOn ? Math.max(this.seq, found.seq) : found.seq
    this.shown = found
    this.turn += 1
  }
  /** After a command of one's own. */
  async again(): Promise<void> {
    await this.renew().catch(() => {}) // it stands in `failure`
  }
  apply(entries: Entry[]): void {
    if (!entries.some(({ event }) => TOUCHING.test(event.type))) return
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      void this.again()
    }, CALM_MS)
  }
}
