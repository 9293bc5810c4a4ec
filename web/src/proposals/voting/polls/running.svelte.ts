/** The polls of a thread that run, for whoever reads it: kept by the room's journal. */
import type { Entry } from '../../../api/types'
import type { Vote } from '../../../api/types.gen'
import type { Follower } from '../../../live/feed'
import { Fresh } from '../../../live/fresh'
import { live } from '../../../live/line.svelte'
import * as calls from '../calls'

const runs = (vote: Vote) => !vote.closed_at && !vote.annulled_at

export class Running implements Follower {
  epoch = 0
  seq = 0
  /** The newest first. */
  all = $state.raw<Vote[]>([])
  readonly #fresh = new Fresh()

  constructor(
    readonly room: number,
    readonly thread: number,
  ) {}

  /** Asks, and keeps up until what it returns is called. Where asking fails there are none to be seen. */
  follow(): () => void {
    let left = false
    let leave = () => {}
    const join = () => {
      if (!left) leave = live.line.join(this.room, this)
    }
    this.renew().then(join, () => {})
    return () => {
      left = true
      leave()
    }
  }
  async renew(): Promise<void> {
    const found = await this.#fresh.ask(this, () => calls.ofThread(this.thread))
    if (found) this.all = found.votes.filter(runs)
  }
  apply(entries: Entry[]): void {
    for (const { event, seq } of entries) {
      if (!('vote' in event) || event.vote.proposal_id || event.vote.thread_id !== this.thread) continue
      this.#fresh.tell(seq)
      const { vote } = event
      const others = this.all.filter((each) => each.id !== vote.id)
      this.all = runs(vote) ? [vote, ...others] : others
    }
  }
}
