/** The votes on a proposal: kept by the room's journal, and asked anew where an entry says less than the reader may see. */
import type { Entry } from '../../api/types'
import type { Vote, VoteShown } from '../../api/types.gen'
import type { Follower } from '../../live/feed'
import { live } from '../../live/line.svelte'
import * as calls from './calls'

export class OpenVotes implements Follower {
  epoch = 0
  seq = 0
  /** The newest first. */
  all = $state.raw<Vote[]>([])
  /** The newest as this reader sees it; null: there is none. */
  newest = $state.raw<VoteShown | null>(null)
  state = $state.raw<'loading' | 'ready' | 'failed'>('loading')
  #leave: (() => void) | undefined

  constructor(
    readonly proposal: number,
    readonly room: number,
  ) {}

  async open(): Promise<void> {
    try {
      await this.renew()
      this.#leave ??= live.line.join(this.room, this)
    } catch {
      if (this.state === 'loading') this.state = 'failed'
    }
  }
  close(): void {
    this.#leave?.()
  }
  async renew(): Promise<void> {
    const found = await calls.ofProposal(this.proposal)
    const first = found.votes[0]
    const newest = first ? await calls.one(first.id) : null
    if (found.epoch === this.epoch && found.seq < this.seq) return
    Object.assign(this, { epoch: found.epoch, seq: found.seq, all: found.votes, newest, state: 'ready' })
  }
  /** After a command of one's own. */
  async again(): Promise<void> {
    await this.renew().catch(() => {})
  }
  apply(entries: Entry[]): void {
    let more = false
    for (const { event } of entries) {
      if (event.type === 'vote.turned_out' && event.vote_id === this.newest?.vote.id) {
        const { vote } = this.newest
        this.newest = { ...this.newest, vote: { ...vote, voted: event.voted }, tally: event.tally ?? this.newest.tally }
      } else if ('vote' in event && event.vote.proposal_id === this.proposal) more = true
    }
    if (more) void this.again()
  }
}
