/**
 * What is being written in a thread: to the thread, to a post, or over one's own post. The text is
 * kept in the browser from the first letters and leaves only when the server has acknowledged it.
 */
import { isTooOften, isUncertain, Problem } from '../api/client'
import { newKey } from '../api/key'
import * as server from '../api/server'
import type { Attachment, Kind, PostHistory } from '../api/types'
import * as drafts from '../live/drafts'
import type { Sending } from '../live/outbox'
import { sender } from '../live/sender.svelte'
import { listen } from '../live/tabs'

const SAVE_MS = 400
export const MAX_CHARACTERS = 10_000
type Trouble = { type: 'stale'; now: PostHistory } | { type: 'refused'; problem: Problem } | { type: 'elsewhere' | 'lost' }

export class Compose {
  draft = $state.raw<drafts.Draft>()!
  body = $state('')
  kind = $state<Kind>('opinion')
  files = $state.raw<Attachment[]>([])
  /** Why it cannot be sent yet: a file is on its way, or did not get through. */
  uploading = $state.raw('')
  /** A slow thread, and it is not one's turn yet: for how long. */
  waits = $state.raw('')
  savedAt = $state.raw(0)
  busy = $state.raw(false)
  trouble = $state.raw<Trouble | null>(null)
  readonly editing = $derived(Boolean(this.draft.post))
  readonly over = $derived([...this.body].length - MAX_CHARACTERS)
  readonly ready = $derived(
    this.body.trim() !== '' && this.over <= 0 && !this.busy && !this.uploading && (this.editing || !this.waits),
  )
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The text as it lies in the browser's store, by whichever tab. */
  #kept = ''
  /** Where one was writing before an edit began, to come back to. */
  #before: drafts.Place
  #unlisten: () => void

  constructor(readonly top: drafts.Place) {
    this.#before = top
    this.take(drafts.blank(top))
    this.#unlisten = listen((told) => {
      if (told.type === 'draft' && told.id === this.draft.id) void this.#heard()
    })
    addEventListener('pagehide', this.#leaving)
    document.addEventListener('visibilitychange', this.#leaving)
  }
  stop(): void {
    this.#unlisten()
    removeEventListener('pagehide', this.#leaving)
    document.removeEventListener('visibilitychange', this.#leaving)
    void this.save()
  }

  /** After a reload: whatever was being written here last. */
  async resume(): Promise<void> {
    const kept = await drafts.latest(this.top.person, this.top.thread!)
    if (kept && !this.body) this.take(kept)
  }
  async aim(parent: number | null): Promise<void> {
    await this.#turnTo({ ...this.top, parent })
  }
  async edit(post: number, kind: Kind): Promise<void> {
    const now = await server.history(post)
    if (!this.editing) this.#before = { ...this.top, parent: this.draft.parent }
    await this.#turnTo({ ...this.top, post })
    if (!this.body) {
      this.draft = { ...this.draft, version: now.post.version }
      this.body = now.body
      this.kind = kind
    }
  }
  /** Turns at once, so that the first letters go where they should; a kept draft comes before them. */
  async #turnTo(place: drafts.Place): Promise<void> {
    if (drafts.idOf(place) === this.draft.id) return
    void this.save()
    await this.#start(place)
  }
  /** What stood here is done with: sent, saved or thrown away. */
  async #turnBack(): Promise<void> {
    clearTimeout(this.#timer)
    const place = this.editing ? this.#before : this.top
    if (drafts.idOf(place) === this.draft.id) this.take(drafts.blank(place))
    else await this.#start(place)
  }
  async #start(place: drafts.Place): Promise<void> {
    const id = drafts.idOf(place)
    this.take(drafts.blank(place))
    const kept = await drafts.find(place)
    if (this.draft.id !== id || !kept.at) return
    const typed = this.body
    this.take(kept)
    this.body += typed
  }
  /** Lets this stand here, whatever did before. */
  take(draft: drafts.Draft): void {
    this.draft = draft
    this.#kept = draft.body
    this.body = draft.body
    this.kind = draft.kind
    this.files = draft.files ?? []
    this.savedAt = draft.at
    this.trouble = null
  }

  /** The text has changed: written down when the typing pauses. */
  changed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), SAVE_MS)
  }
  get #isChanged(): boolean {
    const { body, kind, files = [] } = this.draft
    return body !== this.body || kind !== this.kind || (files !== this.files && files.length + this.files.length > 0)
  }
  #written = (): drafts.Draft => ({
    ...this.draft,
    ...{ body: this.body, kind: this.kind, files: this.files, at: Date.now() },
  })
  async save(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#isChanged) return
    const draft = this.#written()
    this.draft = draft
    this.#kept = draft.body
    await drafts.keep(draft)
    if (this.draft === draft) this.savedAt = draft.at
  }
  /** Left at once, and saved if there is time for it. */
  #leaving = () => {
    if (this.#isChanged) drafts.leave(this.#written())
    if (document.visibilityState === 'hidden') void this.save()
  }

  /** True when it is on its way (or saved, for an edit), and the composer is empty again. */
  async send(): Promise<boolean> {
    if (!this.ready) return false
    this.busy = true
    try {
      await this.save()
      return this.editing ? await this.#sendEdit() : await this.#sendPost()
    } finally {
      this.busy = false
    }
  }
  async #sendPost(): Promise<boolean> {
    if (!(await sender.send(this.draft))) {
      this.#sentElsewhere()
      return false
    }
    await this.#turnBack()
    return true
  }
  async #sendEdit(sure = false): Promise<boolean> {
    const { post, version, key, body, kind } = this.draft
    try {
      const done = await server.editPost(post!, { body, kind, version, sure }, key)
      await drafts.drop(this.draft)
      this.edited(done.result)
      await this.#turnBack()
      return true
    } catch (error) {
      if (error instanceof Problem && error.status === 412)
        this.trouble = { type: 'stale', now: await server.history(post!) }
      else if (isUncertain(error) && !isTooOften(error)) this.trouble = { type: 'lost' }
      else this.trouble = { type: 'refused', problem: error as Problem }
      return false
    }
  }
  edited: (post: PostHistory['post']) => void = () => {}

  /** Over a newer version after all, knowingly: another command, so another key. */
  async overwrite(now: PostHistory): Promise<void> {
    this.draft = { ...this.draft, version: now.post.version, key: newKey() }
    await drafts.keep(this.draft)
    await this.send()
  }
  /** What a rule has warned of, saved all the same: another command too. */
  async insist(): Promise<void> {
    await this.save()
    this.draft = { ...this.draft, key: newKey() }
    await drafts.keep(this.draft)
    this.busy = true
    try {
      await this.#sendEdit(true)
    } finally {
      this.busy = false
    }
  }
  async discard(): Promise<void> {
    clearTimeout(this.#timer)
    await drafts.drop(this.draft)
    await this.#turnBack()
  }
  /** Back from the outbox, to be corrected: what was refused is another command the next time. */
  async takeBack({ body, kind, parent, files = [] }: Sending): Promise<void> {
    await this.aim(parent)
    this.body = body
    this.kind = kind
    this.files = files
    await this.save()
  }

  /** Another tab has written down, sent or thrown away the draft that stands here too. */
  async #heard(): Promise<void> {
    const { id } = this.draft
    const kept = await drafts.find(this.draft)
    if (this.draft.id !== id) return
    if (!kept.at) {
      if (this.draft.at) this.#sentElsewhere()
    } else if (!document.hasFocus() || this.body === kept.body || !this.body) this.take(kept)
    else {
      // Written on in both: from here on they are two drafts, and two commands.
      this.#kept = kept.body
      this.draft = { ...this.draft, key: newKey() }
    }
  }
  /** The text goes when it is the very one that was sent, and stays under a new key when it is not. */
  #sentElsewhere(): void {
    if (this.body === this.#kept) this.take(drafts.blank(this.draft))
    else this.draft = { ...this.draft, key: newKey(), body: '', at: 0 }
    this.trouble = { type: 'elsewhere' }
  }
}
