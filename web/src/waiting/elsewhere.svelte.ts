/**
 * The drafts of a thread on the server. What is typed here goes up a few seconds later, and what the same person typed at another
 * device comes down: into the composer where nothing else stands there, else it is offered beside it. A draft is its key
 * (docs/adr/0026); `up` in it says which version of it the server was last seen to have, and which moment of it here that is.
 */
import { call } from '../api/client'
import { newKey } from '../api/key'
import type { Done, Taken, Unsent } from '../api/types'
import * as db from '../live/db'
import * as drafts from '../live/drafts'
import { sender } from '../live/sender.svelte'
import { tell } from '../live/tabs'
import type { Compose } from '../thread/compose.svelte'
import { draftOf, isSame, isUp, meets } from './meeting'

type Draft = drafts.Draft
const AFTER_MS = 5000
/** What a browser lets go out of a page that is left. */
const KEEPALIVE_BYTES = 60_000

export class Elsewhere {
  /** All that the server has of this thread, the newest first. */
  rows = $state.raw<Unsent[]>([])
  /** What could stand in the composer instead of what does. */
  readonly other = $derived.by(() => {
    const { key, parent, post } = this.compose.draft
    return this.rows.find(
      (row) =>
        post === null && row.body && row.parent_id === parent && row.key !== key && !isSame(row, this.compose),
    )
  })
  #seen: Draft | null = null
  #typing = false
  /** What this page saw sent: an answer asked for before may still have it. */
  #sent = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  /** One after the other: what comes down is compared with what went up before. */
  #line: Promise<unknown> = Promise.resolve()
  /** How many are being kept there at this moment. */
  #putting = 0
  /** The newest version of each that the server was seen to have: a draft may have left the composer before that was noted in it. */
  #versions = new Map<string, number>()

  constructor(readonly compose: Compose) {}

  /** Looks now, and whenever the page is looked at again, until what it returns is called. `inside`, asked then: whether one is in the room still. */
  begin(): (inside: () => boolean) => void {
    const turned = () => (document.visibilityState === 'hidden' ? this.#leaving() : this.#look())
    const looked = () => this.#look()
    const said: Parameters<typeof sender.acknowledged.add>[0] = ({ key, thread, parent, body }) => {
      this.#sent.add(key)
      // Sent under another key after all, where a rule had warned or it was taken back to be corrected.
      const same = this.rows.filter((row) => row.parent_id === parent && row.body && row.body.trim() === body.trim())
      if (thread === this.#thread) for (const row of same) void this.throwAway(row)
    }
    document.addEventListener('visibilitychange', turned)
    addEventListener('pagehide', this.#leaving)
    addEventListener('focus', looked)
    sender.acknowledged.add(said)
    this.#look(true)
    return (inside) => {
      clearTimeout(this.#timer)
      document.removeEventListener('visibilitychange', turned)
      removeEventListener('pagehide', this.#leaving)
      removeEventListener('focus', looked)
      sender.acknowledged.delete(said)
      void this.compose.save().then(() => inside() && this.#next(() => this.#up()))
    }
  }

  /** What stands in the composer has been written down in this browser, or something else stands there now. */
  saw(draft: Draft): void {
    const before = this.#seen
    this.#seen = draft
    if (before && before.key !== draft.key) {
      this.#typing = false
      void this.#next(() => this.#left(before))
    } else if (before && before.at !== draft.at) this.#typing = !isUp(draft)
    if (draft.post === null && draft.at && !isUp(draft)) this.#timer ??= setTimeout(() => this.#next(() => this.#up()), AFTER_MS)
  }

  /** Takes it into the composer; what stands there is then offered in its place. */
  use = (row: Unsent): Promise<unknown> =>
    this.#next(async () => {
      await this.compose.save()
      const now = this.compose.draft
      if (now.body.trim() && !isUp(now) && (await this.#put(now)) !== 'done') return
      if (this.compose.draft.key !== now.key || this.compose.body !== now.body) return // typed on meanwhile
      // From now on it is the newer one, here and for the other devices.
      const chosen = { ...draftOf(this.compose.top, row), at: Date.now() }
      await this.#show({ ...chosen, ...(now.files ? { files: now.files } : {}) })
      await this.#up()
      await this.#meetAll()
    })
  throwAway = (row: Pick<Unsent, 'key' | 'version'>): Promise<unknown> =>
    this.#next(async () => {
      await call('DELETE', `/me/unsent/${row.key}?version=${row.version}`)
      this.rows = this.rows.filter(({ key }) => key !== row.key)
    })

  get #thread(): number {
    return this.compose.top.thread!
  }
  /** Nothing of it is worth a word to whoever types: what does not get through is kept here, and goes with the next. */
  #next(step: () => Promise<unknown>): Promise<unknown> {
    this.#line = this.#line.then(step).catch(() => {})
    return this.#line
  }
  #look(first = false): void {
    void this.#next(async () => {
      await this.compose.save()
      await this.#meetAll()
      if (first && !this.compose.body && !this.compose.draft.at) await this.compose.resume()
      await this.#up()
    })
  }

  async #up(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const draft = this.compose.draft
    if (draft.post !== null || isUp(draft) || this.compose.busy) return
    if (draft.body.trim()) {
      if ((await this.#put(draft)) !== 'stale') return
      await this.#meetAll()
      // What it was is not to be had there any more: its words are another draft.
      const now = this.compose.draft
      if (now.key === draft.key && !isUp(now)) await this.#show({ ...now, key: newKey(), up: undefined }, true)
    }
    // Emptied: what is typed next is another draft, and this one is left.
    else if (this.#versionOf(draft)) this.compose.draft = { ...draft, key: newKey(), up: undefined, at: 0 }
  }
  /** `stale`: it was written on elsewhere, or is done with. */
  async #put(draft: Draft, keepalive = false): Promise<'done' | 'stale' | 'lost'> {
    const { key, body, kind, parent } = draft
    const told = { key, body, kind, parent_id: parent, version: draft.up?.version ?? 0 }
    this.#putting++
    try {
      const { version } = (await call<Done<Taken>>('PUT', `/threads/${this.#thread}/unsent`, told, { keepalive })).result
      if (!version) return 'stale'
      this.#versions.set(key, version)
      await this.#mark(draft, { version, at: draft.at })
      return 'done'
    } catch {
      return 'lost'
    } finally {
      this.#putting--
    }
  }
  #versionOf = ({ key, up }: Draft) => Math.max(this.#versions.get(key) ?? 0, up?.version ?? 0)
  async #mark(draft: Draft, up: Draft['up']): Promise<void> {
    const now = this.compose.draft
    if (now.key === draft.key) {
      this.compose.draft = { ...now, up }
      if (!now.at || !now.body.trim() || this.compose.busy) return
      await db.put('drafts', this.compose.draft)
      tell({ type: 'draft', id: draft.id })
    } else {
      const kept = await db.get<Draft>('drafts', draft.id)
      if (kept?.key === draft.key) await db.put('drafts', { ...kept, up })
    }
  }
  /** One turned to another place in the thread, or it was sent or thrown away. */
  async #left(before: Draft): Promise<void> {
    if (before.post !== null) return
    const kept = await db.get<Draft>('drafts', before.id)
    if (kept?.key === before.key) {
      if (!isUp(kept)) await this.#put(kept)
    } else if (this.#versionOf(before) && !(await db.get('outbox', before.key)))
      await call('DELETE', `/me/unsent/${before.key}?version=${this.#versionOf(before)}`)
  }
  #leaving = (): void => {
    const { draft, body, kind } = this.compose
    if (draft.post !== null || !body.trim() || this.#putting) return
    const now = { ...draft, body, kind, at: body === draft.body ? draft.at : Date.now() }
    if (isUp(now) || new TextEncoder().encode(body).length > KEEPALIVE_BYTES) return
    // At once, and not behind what is being asked for: the page may be gone by then.
    void this.#put(now, true)
  }

  async #meetAll(): Promise<void> {
    const found = await call<Unsent[]>('GET', `/me/unsent?thread=${this.#thread}`)
    const rows = found.filter(({ key, body }) => !body || !this.#isSent(key))
    // Asked of each at its turn: it may be sent meanwhile.
    for (const row of rows.toReversed()) if (!row.body || !this.#isSent(row.key)) await this.#meet(row)
    this.rows = rows
  }
  #isSent = (key: string) => this.#sent.has(key) || sender.items.some((item) => item.key === key)
  /** The newer of the two stands, and nothing is replaced that the server does not have. */
  async #meet(row: Unsent): Promise<void> {
    const place = { ...this.compose.top, parent: row.parent_id }
    const id = drafts.idOf(place)
    const stands = this.compose.draft.id === id
    const kept = stands && this.compose.draft.at ? this.compose.draft : await db.get<Draft>('drafts', id)
    const typing = stands && (this.#typing || this.compose.body !== (kept?.body ?? ''))
    switch (meets(row, kept, typing)) {
      case 'same':
        return this.#mark(kept!, { version: row.version, at: kept!.at })
      case 'gone':
        return this.#show({ ...drafts.blank(place) })
      case 'apart':
        return this.#show({ ...kept!, key: newKey(), up: undefined }, stands)
      case 'comes':
        // Decided anew once the server has what stands here: it may have been written on meanwhile.
        if (kept && kept.key !== row.key && !isUp(kept)) return (await this.#put(kept)) === 'done' ? this.#meet(row) : undefined
        return this.#show({ ...draftOf(place, row), ...(kept?.files ? { files: kept.files } : {}) })
    }
  }
  /** Keeps it in this browser, and in the composer where that stands at its place. `goesOn`: somebody is typing in it. */
  async #show(draft: Draft, goesOn = false): Promise<void> {
    if (this.compose.draft.id === draft.id) {
      if (goesOn) this.compose.draft = draft
      else this.compose.take(draft)
      this.#seen = this.compose.draft
      this.#typing = goesOn
    }
    if (draft.at) await db.put('drafts', draft)
    else await db.remove('drafts', draft.id)
    tell({ type: 'draft', id: draft.id })
  }
}
