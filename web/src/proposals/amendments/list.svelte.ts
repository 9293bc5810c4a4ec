/**
 * The amendments of a proposal, kept by its room's journal. Open ones come first, then the others; a line changes
 * where it stands, and what comes new waits to be asked for, so that nothing moves under whoever reads.
 */
import type { Entry } from '../../api/types'
import type { Follower } from '../../live/feed'
import { live } from '../../live/line.svelte'
import * as calls from './calls'
import type { Amendment, Glimpse, Listing, State } from './types'

const WAIT_MS = 500

export class Amendments implements Follower {
  epoch = 0
  seq = 0
  lines = $state.raw<Amendment[]>([])
  /** How what each changes begins, by its id. Lines that entries brought have none until it was asked for. */
  glimpses = $state.raw<ReadonlyMap<number, Glimpse>>(new Map())
  /** Proposed since, and not shown yet. */
  news = $state.raw<Amendment[]>([])
  counts = $state.raw<Listing['counts']>({ open: 0, accepted: 0, partly: 0, rejected: 0, withdrawn: 0 })
  readonly open = $derived(this.counts.open)
  readonly every = $derived(Object.values(this.counts).reduce((sum, each) => sum + each, 0))
  more = $state.raw(false)
  state = $state.raw<'loading' | 'ready' | 'failed'>('loading')
  /** Why they could not be read the last time. */
  failure = $state.raw<unknown>()
  /** A state, or '' for all. */
  which = $state.raw('')
  /** What entries have told of amendments, whether they are in the list or not. */
  told = $state.raw<ReadonlyMap<number, Amendment>>(new Map())
  /** Told of posts that have changed: where one is hidden, the words of its amendment go with it. */
  readonly heard = new Set<(post: number) => void>()
  /** Told of amendments that were proposed, revised or ended; null: something may have been missed. */
  readonly changed = new Set<(line: Amendment | null) => void>()
  #leave: (() => void) | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The highest number that is to be asked about; 0: none. */
  #newest = 0
  #looks = false
  /** The entry by which reasons went last: what was read before it shows too much. */
  #hid = 0
  /** The page to come: of open ones first, then of all, where `which` names none. */
  #page: { state: string; before: number | undefined } = { state: '', before: undefined }

  constructor(
    readonly proposal: number,
    readonly room: number,
  ) {}

  async start(): Promise<void> {
    try {
      await this.renew()
      this.#leave ??= live.line.join(this.room, this)
    } catch (error) {
      this.failure = error
      if (this.state === 'loading') this.state = 'failed'
    }
  }
  close(): void {
    clearTimeout(this.#timer)
    this.#leave?.()
    this.#leave = undefined
  }

  async renew(): Promise<void> {
    const shown = Math.max(this.lines.length, 1)
    this.#page = { state: this.which || 'open', before: undefined }
    this.lines = await this.#next([], shown)
    this.news = []
    this.told = new Map()
    this.state = 'ready'
    for (const hear of this.changed) hear(null)
  }
  async older(): Promise<void> {
    this.lines = await this.#next(this.lines, this.lines.length + 1)
  }
  async filter(which: string): Promise<void> {
    this.which = which
    this.lines = []
    this.state = 'loading'
    await this.start()
  }
  showNews(): void {
    this.lines = [...this.news.filter((each) => !this.which || each.state === this.which), ...this.lines]
    this.news = []
  }

  /** The lines with further pages, until there are `least` or no more. The first page sets where entries go on. */
  async #next(lines: Amendment[], least: number): Promise<Amendment[]> {
    let begins = lines.length === 0
    let found: Listing
    do {
      const { state, before } = this.#page
      found = await calls.listing(this.proposal, state, before)
      this.#see(found)
      const { epoch, seq, counts } = found
      if (begins) Object.assign(this, { epoch, seq, counts })
      begins = false
      const known = new Set(lines.map((each) => each.id))
      const others = found.amendments.filter(
        (each) => !known.has(each.id) && (state || each.state !== 'open' || !this.#leadsWithOpen),
      )
      lines = [...lines, ...others]
      this.more = found.more
      if (found.more) this.#page = { state, before: found.amendments.at(-1)!.number }
      else if (this.#leadsWithOpen && state === 'open') {
        this.#page = { state: '', before: undefined }
        this.more = this.every > this.open
      }
    } while (this.more && (lines.length < least || (lines.length < 20 && this.#page.state === '')))
    return lines
  }
  get #leadsWithOpen(): boolean {
    return this.which === ''
  }

  apply(entries: Entry[]): void {
    for (const { event, seq } of entries) {
      const post = event.type.startsWith('post.') && event.type !== 'post.reacted' ? 'post' in event ? event.post.id : 'post_id' in event ? event.post_id : 0 : 0
      if (post) this.#said(post, event.type, seq)
      if (post) for (const hear of this.heard) hear(post)
      if (!('amendment' in event) || event.amendment.proposal_id !== this.proposal) continue
      const line = event.amendment
      const isNew = event.type === 'amendment.proposed'
      if (isNew) this.#count('open', 1)
      if (event.type === 'amendment.ended') {
        this.#count('open', -1)
        this.#count(line.state, 1)
      }
      this.#tell(line)
      if (this.glimpses.get(line.id)?.revision !== line.revision) this.#soon(line.number)
      for (const hear of this.changed) hear(line)
      if (isNew && !this.lines.some((each) => each.id === line.id)) this.news = [line, ...this.news.filter((each) => each.id !== line.id)]
      else this.#put(line)
    }
  }
  #see({ glimpses, seq }: Listing): void {
    if (seq < this.#hid) return
    this.glimpses = new Map([...this.glimpses, ...glimpses.map((each): [number, Glimpse] => [each.amendment_id, each])])
  }
  /** While somebody looks at the list; returns what ends that. */
  glance(): () => void {
    this.#looks = true
    if (this.#newest) this.#soon(this.#newest)
    return () => (this.#looks = false)
  }
  /** What entries told of is asked about together, a while later; of more than a page the newest. */
  #soon(number: number): void {
    this.#newest = Math.max(this.#newest, number)
    if (!this.#looks) return
    this.#timer ??= setTimeout(() => {
      const before = this.#newest + 1
      this.#timer = undefined
      this.#newest = 0
      void calls.listing(this.proposal, '', before).then((found) => this.#see(found), () => {})
    }, WAIT_MS)
  }
  #tell(line: Amendment): void {
    this.told = new Map(this.told).set(line.id, line)
  }
  #put(line: Amendment): void {
    const put = (each: Amendment) => (each.id === line.id ? line : each)
    this.lines = this.lines.map(put)
    this.news = this.news.map(put)
  }
  /** Why an amendment ended goes with the post of its reasons. Given back, it comes with what is asked for anew. */
  #said(post: number, type: string, seq: number): void {
    const known = [...this.told.values(), ...this.lines, ...this.news].find((each) => each.post_id === post)
    if (!known) return
    if (type === 'post.restored') this.#soon(known.number)
    else if (['post.hidden', 'post.retracted', 'post.redacted'].includes(type)) {
      this.#hid = seq
      this.glimpses = new Map([...this.glimpses].filter(([id]) => id !== known.id))
    }
    if (known.state === 'open') return
    if (type === 'post.hidden' || type === 'post.retracted') {
      const line = { ...known, reason: '' }
      this.#tell(line)
      this.#put(line)
    } else if (type === 'post.restored') this.told = new Map([...this.told].filter(([id]) => id !== known.id))
  }
  #count(state: State, by: number): void {
    this.counts = { ...this.counts, [state]: this.counts[state] + by }
  }
  /** One's own command was answered: shown before its entry comes. */
  answered(line: Amendment): void {
    this.#tell(line)
    this.#soon(line.number)
    const isKnown = this.lines.some((each) => each.id === line.id)
    this.lines = isKnown ? this.lines.map((each) => (each.id === line.id ? line : each)) : [line, ...this.lines]
  }
}
