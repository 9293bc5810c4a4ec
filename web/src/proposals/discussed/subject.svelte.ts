/** What an open thread is about: the proposal it discusses, and of its posts which article or amendment. Kept by the room's journal. */
import { call } from '../../api/client'
import type { Entry } from '../../api/types'
import type { Regarding, Subject } from '../../api/types.gen'
import type { Follower } from '../../live/feed'
import { Fresh } from '../../live/fresh'
import { live } from '../../live/line.svelte'

export class Discussed implements Follower {
  epoch = 0
  seq = 0
  /** Null: none, or it is not known yet. */
  proposal = $state.raw<number | null>(null)
  /** The newest version. */
  version = $state.raw(0)
  about = $state.raw<ReadonlyMap<number, Regarding>>(new Map())
  readonly #fresh = new Fresh()

  constructor(
    readonly room: number,
    readonly thread: number,
  ) {}

  /** Asks, and keeps up until what it returns is called; a thread that discusses no proposal never will. */
  follow(known: () => void): () => void {
    let left = false
    let leave = () => {}
    const join = () => {
      if (left || !this.proposal) return
      known()
      leave = live.line.join(this.room, this)
    }
    this.renew().then(join, () => {})
    return () => {
      left = true
      leave()
    }
  }
  async renew(): Promise<void> {
    const found = await this.#fresh.ask(this, () => call<Subject>('GET', `/threads/${this.thread}/subject`))
    if (!found) return
    this.proposal = found.proposal_id
    this.version = found.version
    this.about = new Map(found.about.map((each) => [each.post_id, each]))
  }
  apply(entries: Entry[]): void {
    for (const { event, seq } of entries) {
      if ('proposal' in event && event.proposal.id === this.proposal) this.version = event.proposal.version
      if (event.type === 'amendment.proposed' && event.amendment.proposal_id === this.proposal) {
        const { id, post_id, number } = event.amendment
        this.#add({ post_id, proposal_id: this.proposal, version: null, place: null, heading: null, amendment: id, number })
      } else if (event.type === 'post.anchored' && event.anchor.proposal_id === this.proposal) {
        const { post_id, proposal_id, version, place } = event.anchor
        const same = [...this.about.values()].find((each) => each.version === version && each.place === place)
        if (same) this.#add({ ...same, post_id, proposal_id })
        else {
          this.#fresh.tell(seq)
          void this.renew().catch(() => {})
        }
      }
    }
  }
  #add(about: Regarding): void {
    this.about = new Map(this.about).set(about.post_id, about)
  }
}
