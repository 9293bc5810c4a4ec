/** The votes on a proposal, or the polls of a thread: kept by the room's journal, and asked anew where an entry says less than the reader may see. */
import type { Entry } from '../../api/types'
import type { Vote, VoteShown, Votes } from '../../api/types.gen'
import type { Follower } from '../../live/feed'
import { Fresh } from '../../live/fresh'
import { live } from '../../live/line.svelte'
import { listen, tell } from '../../live/tabs'
import * as calls from './calls'

export class OpenVotes implements Follower {
  epoch = 0
  seq = 0
  /** The newest first. */
  all = $state.raw<Vote[]>([])
  /** The newest, or the one that was chosen, as this reader sees it; null: there is none. */
  newest = $state.raw<VoteShown | null>(null)
  /** The number of the one to show; 0: the newest. */
  chosen = 0
  state = $state.raw<'loading' | 'ready' | 'failed'>('loading')
  /** Why they could not be read the last time, and when they could. */
  failure = $state.raw<unknown>()
  at = 0
  readonly #fresh = new Fresh()
  #leave: (() => void) | undefined
  #deaf: (() => void) | undefined

  constructor(
    readonly room: number,
    readonly list: () => Promise<Votes>,
    readonly isOurs: (vote: Vote) => boolean,
  ) {}

  async open(): Promise<void> {
    // No entry says who cast what, so of one's own ballot another tab tells.
    this.#deaf ??= listen((told) => {
      if (told.type === 'cast' && told.vote === this.newest?.vote.id) void this.again()
    })
    try {
      await this.renew()
      this.#leave ??= live.line.join(this.room, this)
    } catch (error) {
      this.failure = error
      if (this.state === 'loading') this.state = 'failed'
    }
  }
  close(): void {
    this.#deaf?.()
    this.#leave?.()
  }
  async renew(): Promise<void> {
    const found = await this.#fresh.ask(this, async () => {
      const { votes, epoch, seq } = await this.list()
      const shown = votes.find((each) => each.id === this.chosen) ?? votes[0]
      return { epoch, seq, votes, newest: shown ? await calls.one(shown.id) : null }
    })
    if (found) Object.assign(this, { all: found.votes, newest: found.newest, state: 'ready', failure: undefined, at: Date.now() })
  }
  /** After a command of one's own. */
  async again(): Promise<void> {
    await this.renew().catch((error) => (this.failure = error))
  }
  /** One's own ballot is in the box: true from now on, whatever becomes of asking. */
  async voted(): Promise<void> {
    if (this.newest) {
      tell({ type: 'cast', vote: this.newest.vote.id })
      const secret = this.newest.vote.rule.secret
      this.newest = { ...this.newest, voted: true, why_not: secret ? 'voted-already' : this.newest.why_not }
    }
    // What asked for a ballot is read by casting it: the bell counts anew.
    void import('../../inbox/inbox.svelte').then(({ inbox }) => inbox.soon(), () => {})
    await this.again()
  }
  apply(entries: Entry[]): void {
    let more = false
    for (const { event, seq } of entries) {
      if (event.type === 'vote.turned_out' && event.vote_id === this.newest?.vote.id) {
        this.#fresh.tell(seq)
        const { vote } = this.newest
        this.newest = { ...this.newest, vote: { ...vote, voted: event.voted }, tally: event.tally ?? this.newest.tally }
      } else if ('vote' in event && this.isOurs(event.vote)) {
        this.#fresh.tell(seq)
        more = true
      }
    }
    if (more) void this.again()
  }
}
