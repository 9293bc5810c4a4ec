/**
 * How many arguments a proposal has, and the strongest objection that nobody has answered: asked for when the page
 * opens, and again a while after entries that may have changed it.
 */
import type { Entry } from '../../api/types'
import type { Follower } from '../../live/feed'
import { live } from '../../live/line.svelte'
import * as calls from './calls'
import type { Summary } from './types'

const WAIT_MS = 700
const OF_POSTS = ['edited', 'retracted', 'hidden', 'restored', 'cut', 'redacted']

export class Counts implements Follower {
  epoch = 0
  seq = 0
  told = $state.raw<Summary | null>(null)
  #leave: (() => void) | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly proposal: number,
    readonly room: number,
    readonly thread: number,
  ) {}

  async start(): Promise<void> {
    try {
      await this.renew()
      this.#leave ??= live.line.join(this.room, this)
    } catch {
      this.#soon()
    }
  }
  close(): void {
    clearTimeout(this.#timer)
    this.#leave?.()
  }
  async renew(): Promise<void> {
    const found = await calls.summary(this.proposal)
    const goesOn = found.epoch === this.epoch
    // Entries since then that matter have it asked for again.
    if (goesOn && found.seq < (this.told?.seq ?? 0)) return
    Object.assign(this, { epoch: found.epoch, seq: goesOn ? Math.max(this.seq, found.seq) : found.seq, told: found })
  }
  apply(entries: Entry[]): void {
    if (entries.some(({ event }) => this.#concerns(event))) this.#soon()
  }
  #concerns(event: Entry['event']): boolean {
    const type: string = event.type
    if ('proposal_id' in event && type.startsWith('argument.')) return event.proposal_id === this.proposal
    if (event.type === 'post.added') return event.post.thread_id === this.thread
    if (event.type === 'position.taken') return true
    return type === 'posts.moved' || OF_POSTS.some((each) => type === `post.${each}`)
  }
  /** Many entries are asked about once. */
  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (this.#leave) void this.renew().catch(() => {})
      else void this.start()
    }, WAIT_MS)
  }
  /** After a command of one's own. */
  async again(): Promise<void> {
    await this.renew().catch(() => {})
  }
}
