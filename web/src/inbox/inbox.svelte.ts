/**
 * What this tab knows of the reader's inbox: how much is unread, and on its page the notices. An entry
 * of the inbox says only that something changed; what it says is asked for, with the rights of now.
 */
import { announcer } from '../a11y/announce.svelte'
import type { Entry, Notice, UnreadNotices } from '../api/types'
import { lang } from '../i18n/lang.svelte'
import { live } from '../live/line.svelte'
import { listen } from '../live/tabs'
import { lines } from '../room/lines.svelte'
import { Soon } from '../ui/soon'
import * as calls from './calls'
import { words } from './words'

class Inbox {
  unread = $state.raw(0)
  all = $state.raw<Notice[]>([])
  more = $state.raw(false)
  state = $state.raw<'loading' | 'ready' | 'failed'>('loading')
  /** Why they could not be read the last time; as of when the notices are. */
  failure = $state.raw<unknown>()
  at = 0
  /** Why the next older ones could not be read. */
  olderFailure = $state.raw<unknown>()
  #shown = false
  #asked = false
  #soon = new Soon(() => this.#renew())
  #ask = 0

  /** Counts, and keeps counting until what it returns is called. */
  follow(): () => void {
    const heard = (entry: Entry | null) => {
      if (entry?.event.type === 'notice.added') announcer.later(() => lang.of(words).came)
      this.soon()
    }
    live.inboxed.add(heard)
    const deaf = listen((told) => told.type === 'read' && this.soon())
    void this.#renew()
    return () => {
      live.inboxed.delete(heard)
      deaf()
      this.#soon.stop()
      this.#counts({ unread: 0, to_me: [] })
      this.#ask++ // what is on its way is the former reader's
      this.all = []
      this.state = 'loading'
      this.failure = undefined
      this.at = 0
    }
  }

  /** The page is open: the notices themselves are wanted too. `asked`: the questions that wait for an answer. */
  show(asked: boolean): () => void {
    this.#shown = true
    if (asked !== this.#asked) {
      this.#asked = asked
      this.all = []
      this.state = 'loading'
      this.failure = undefined
      this.olderFailure = undefined
      this.at = 0
    }
    void this.#renew()
    return () => (this.#shown = false)
  }

  async again(): Promise<void> {
    this.failure = undefined
    if (this.state === 'failed') this.state = 'loading'
    await this.#renew()
  }

  async older(): Promise<void> {
    const last = this.all.at(-1)
    if (!last) return
    const asked = this.#asked
    this.olderFailure = undefined
    try {
      const page = await calls.notices(asked, last.id)
      if (asked !== this.#asked) return
      this.all = [...this.all, ...page.notices]
      this.more = page.more
    } catch (error) {
      if (asked === this.#asked) this.olderFailure = error
    }
  }

  async read(notice: Notice): Promise<void> {
    if (notice.read_at) return
    const now = new Date().toISOString()
    this.all = this.all.map((each) => (each.id === notice.id ? { ...each, read_at: now } : each))
    this.unread = Math.max(0, this.unread - 1)
    const done = await calls.readNotices([notice.id], null).catch(() => null)
    if (done) this.#counts(done.result)
    else this.soon()
  }

  /** All that are shown and all older ones: not one that came meanwhile. */
  async readAll(): Promise<void> {
    const newest = this.all[0]
    if (!newest) return
    const done = await calls.readNotices([], newest.id)
    const now = new Date().toISOString()
    this.all = this.all.map((each) =>
      each.id <= newest.id && !each.read_at ? { ...each, read_at: now } : each,
    )
    this.#counts(done.result)
  }

  /** Ask again, together with whatever else happens now. */
  soon(): void {
    this.#soon.ask()
  }

  #counts({ unread, to_me }: UnreadNotices): void {
    this.unread = unread
    lines.toMe = new Map(to_me.map((each) => [each.room_id, each.notices]))
  }
  async #renew(): Promise<void> {
    const ask = ++this.#ask
    try {
      if (!this.#shown) {
        const found = await calls.unread()
        if (ask === this.#ask) this.#counts(found)
        return
      }
      const page = await calls.notices(this.#asked)
      if (ask !== this.#ask) return
      const oldest = page.notices.at(-1)?.id ?? 0
      const kept = page.more ? this.all.filter((each) => each.id < oldest) : []
      this.all = [...page.notices, ...kept]
      if (!kept.length) this.more = page.more
      this.#counts(page)
      this.state = 'ready'
      this.failure = undefined
      this.at = Date.now()
    } catch (error) {
      if (ask !== this.#ask || !this.#shown) return
      this.failure = error
      if (this.state !== 'ready') this.state = 'failed'
    }
  }
}
export const inbox = new Inbox()
