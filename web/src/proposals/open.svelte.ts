/** An open proposal: what the server said of it, kept by the journal it names, and asked anew where an entry says more than the line. */
import { Lost, Problem } from '../api/client'
import type { Entry } from '../api/types'
import type { Onward, ProposalSnapshot } from '../api/types.gen'
import type { Follower } from '../live/feed'
import { Fresh } from '../live/fresh'
import { live } from '../live/line.svelte'
import { OpenRoom } from '../room/room.svelte'
import * as calls from './calls'

export class OpenProposal implements Follower {
  epoch = 0
  seq = 0
  shown = $state.raw<ProposalSnapshot | null>(null)
  /** When it was read, by the clock of the page that nobody sets. */
  readAt = 0
  state = $state.raw<'loading' | 'ready' | 'failed' | 'missing'>('loading')
  /** Why it could not be read the last time, and when it could. */
  failure = $state.raw<unknown>()
  at = 0
  /** The room it is put to: for names, and what one may do there. */
  room = $state.raw<OpenRoom | null>(null)
  readonly #fresh = new Fresh()
  #joined = 0
  #leave: (() => void) | undefined

  constructor(readonly id: number) {}

  readonly line = $derived(this.shown?.proposal)
  readonly drafts = $derived(this.shown?.drafting != null)
  /** Whether this reader is a keeper of its room. */
  readonly keeps = $derived(['owner', 'facilitator', 'moderator'].includes(this.room?.me?.role ?? ''))
  /** What may come next, and this reader may lead into. */
  readonly ways = $derived((this.shown?.ways ?? []).filter((way) => this.#mayLead(way)))

  async open(): Promise<void> {
    try {
      await this.renew()
      this.#follow()
    } catch (error) {
      this.failure = error
      const absent = error instanceof Problem && [401, 403, 404].includes(error.status)
      this.state = absent ? 'missing' : this.shown ? this.state : 'failed'
      if (!(error instanceof Problem) && !(error instanceof Lost)) throw error
    }
  }
  close(): void {
    this.#leave?.()
    this.room?.close()
  }
  async renew(): Promise<void> {
    const goesOn = (found: ProposalSnapshot) => found.epoch === this.epoch && found.journal === this.#joined
    const found = await this.#fresh.ask(this, () => calls.state(this.id), goesOn)
    if (!found) return
    this.shown = found
    this.readAt = performance.now()
    this.at = Date.now()
    this.failure = undefined
    if (!this.room) {
      this.room = new OpenRoom(found.proposal.room_id)
      void this.room.open()
    }
    this.state = 'ready'
  }
  /** After a command of one's own, and after entries that say more than the line. */
  async again(): Promise<void> {
    await this.renew().catch((error) => (this.failure = error))
    this.#follow()
  }
  apply(entries: Entry[]): void {
    let more = false
    for (const { event, by, seq } of entries) {
      const touches = event.type.startsWith('member.') && (this.shown?.journal !== this.room?.id || by === null)
      const saved = event.type === 'draft.saved' && event.proposal_id === this.id
      const about = 'proposal' in event && event.proposal.id === this.id
      if (touches || saved || about) this.#fresh.tell(seq)
      more ||= touches || saved
      if ('consultation' in event && event.consultation.proposal_id === this.id) {
        this.#fresh.tell(seq)
        if (this.shown) this.shown = { ...this.shown, consultation: event.consultation.closed_at ? null : event.consultation }
      }
      if (!about || !this.shown) continue
      this.shown = { ...this.shown, proposal: event.proposal }
      if (event.type.startsWith('amendment.')) continue // they have a list of their own
      if (!event.type.startsWith('support.')) more = true
      else if ('number' in event && event.number === this.shown.me)
        this.shown = { ...this.shown, supported: 'version' in event ? event.version : null }
    }
    if (more) void this.again()
  }
  refused(): void {
    this.state = 'missing'
  }
  name(number: number): string {
    return this.room?.nameOf(number) ?? ''
  }
  #mayLead({ stage, by }: Onward): boolean {
    if (!this.room?.may('staging.advance')) return false
    if (this.line?.thread_id === null && stage === 'discussion') return false
    return (by !== 'authors' && this.keeps) || (by !== 'keepers' && this.drafts)
  }
  /** Opened, it goes on in the journal of its room. */
  #follow(): void {
    const journal = this.shown?.journal ?? 0
    if (journal === this.#joined) return
    this.#leave?.()
    this.#joined = journal
    this.#leave = live.line.join(journal, this)
  }
}
