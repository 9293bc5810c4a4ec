/** The open room: its snapshot, kept by its journal, and what the reader may do in it. */
import { Lost, Problem } from '../api/client'
import * as server from '../api/server'
import type { Entry, Member, RoomSnapshot } from '../api/types'
import { lang } from '../i18n/lang.svelte'
import type { Follower } from '../live/feed'
import { live } from '../live/line.svelte'
import { session } from '../session.svelte'
import { reduceRoom } from '../thread/reduce'
import { later } from '../ui/later'

export class OpenRoom implements Follower {
  epoch = 0
  seq = 0
  snapshot = $state.raw<RoomSnapshot | null>(null)
  state = $state.raw<'loading' | 'ready' | 'missing' | 'failed' | 'refused'>('loading')
  at = $state.raw(0)
  failure: unknown
  // Each part by itself: what hangs on one is not asked again when another changes, which is ten times a second.
  readonly #all = $derived(this.snapshot?.members)
  readonly #may = $derived(this.snapshot?.may)
  readonly #mutes = $derived(this.snapshot?.muted)
  readonly #byNumber = $derived(new Map(this.#all?.map((member) => [member.number, member])))
  readonly me = $derived(this.snapshot?.me ?? null)
  readonly members = $derived(this.#all?.filter((each) => !each.ended_at) ?? [])
  readonly muted = $derived(new Set(this.#mutes))
  readonly archived = $derived(Boolean(this.snapshot?.room.archived_at))
  #leave: (() => void) | undefined

  constructor(readonly id: number) {}

  async open(): Promise<void> {
    this.state = this.snapshot ? this.state : 'loading'
    try {
      await this.renew()
      this.#leave ??= live.line.join(this.id, this)
    } catch (error) {
      this.failure = error
      const absent = error instanceof Problem && (error.status === 404 || error.status === 403)
      this.state = absent ? 'missing' : this.snapshot ? this.state : 'failed'
      if (!(error instanceof Problem) && !(error instanceof Lost)) throw error
    }
  }
  close(): void {
    this.#leave?.()
    this.#leave = undefined
  }

  async renew(): Promise<void> {
    const found = await server.room(this.id)
    // A snapshot asked for earlier may arrive after newer entries: then it is they that hold.
    if (found.epoch === this.epoch && found.seq < this.seq)
      return void (this.snapshot = { ...this.snapshot!, me: found.me, may: found.may })
    const cameIn = this.snapshot?.me === null && found.me !== null
    this.epoch = found.epoch
    this.seq = found.seq
    this.snapshot = found
    if (cameIn) live.line.again(this.id)
    this.state = 'ready'
    this.at = Date.now()
  }
  apply(entries: Entry[]): void {
    if (!this.snapshot) return
    this.snapshot = entries.reduce(reduceRoom, this.snapshot)
    this.at = Date.now()
    if (entries.some((entry) => this.#touchesMe(entry))) void this.renew().catch(() => {})
  }
  /** Not mine to read any more: what was loaded stays, nothing can be done in it. */
  async refused(): Promise<void> {
    // Nobody is refused too: when it is the session that ended, its dialog asks, and this may go on.
    const now = session.person && (await server.session().catch(() => null))
    if (session.person && !now?.person) return
    this.state = 'refused'
    if (this.snapshot) this.snapshot = { ...this.snapshot, me: null, may: [] }
  }

  /** What I may do hangs on the policy, which only the server knows: asked anew when it may have changed. */
  #touchesMe({ event, by }: Entry): boolean {
    if (event.type === 'room.described') return true
    if (!event.type.startsWith('member.')) return false
    const number = 'member' in event ? event.member.number : 'number' in event ? event.number : null
    return this.me === null ? session.person !== null : number === this.me.number || by === null
  }

  may(act: string): boolean {
    const always = act === 'members.leave' || act.endsWith('archive') || act === 'members.remove'
    return Boolean(this.#may?.includes(act)) && (always || !this.archived)
  }
  /** Heard no more, or again; only this reader's own pages know. */
  async mute(number: number): Promise<void> {
    const { mute, unmute } = await later.mute()
    const done = await (this.muted.has(number) ? unmute : mute)(this.id, number)
    if (this.snapshot) this.snapshot = { ...this.snapshot, muted: done.result }
  }
  get mayJoin(): boolean {
    const shown = this.snapshot
    if (!shown || shown.me || !session.person || this.archived) return false
    if (this.state === 'refused') return false
    return shown.room.visibility !== 'invited'
  }
  member(number: number): Member | undefined {
    return this.#byNumber.get(number)
  }
  nameOf(number: number): string {
    return this.#byNumber.get(number)?.name ?? lang.words.post.unknown(lang.n(number))
  }
}
