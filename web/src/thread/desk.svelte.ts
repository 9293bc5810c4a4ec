/** What a reader can do in the open thread. One object, handed to every row of it. */
import { createContext } from 'svelte'
import { announcer } from '../a11y/announce.svelte'
import { isTooOften, isUncertain, type Problem } from '../api/client'
import * as server from '../api/server'
import type { Position } from '../api/types'
import { lang } from '../i18n/lang.svelte'
import type { OpenRoom } from '../room/room.svelte'
import { later } from '../ui/later'
import type { Chunk } from './chunks.svelte'
import type { Compose } from './compose.svelte'
import { bring, endsOnScreen, keepPlace } from './place'
import type { Reading } from './reading'
import type { Row } from './row.svelte'
import type { ThreadStore } from './store.svelte'

const BLOCK = 100
/** What the pill and the edge may cover. */
const PILL_PX = 72
export const [deskOf, setDesk] = createContext<Desk>()

export class Desk {
  compose = $state.raw<Compose | null>(null)
  /** What was being written when the composer was taken away. */
  unsent = $state.raw('')
  reading: Reading | null = null
  #field: (() => void) | null = null
  /** What had the focus when the text field was asked for before it was there. */
  #wished: Element | null = null
  /** A sentence about the last act that did not succeed. */
  trouble = $state.raw('')
  /** What became of what was sent last, where that is not to be seen: it waits to be read. */
  calm = $state.raw('')

  constructor(
    readonly store: ThreadStore,
    readonly room: OpenRoom,
  ) {
    store.desk = this
  }

  get mayPost(): boolean {
    return this.room.may('posts.reply') && !this.store.head?.closed_at
  }
  isMine(row: Row): boolean {
    return this.room.me !== null && row.post.author === this.room.me.number
  }
  nameOf(row: Row): string {
    return this.room.nameOf(row.post.author)
  }

  /** Asks for the text field: at once, or as soon as it is there, unless the reader has gone elsewhere meanwhile. */
  write(): void {
    if (this.#field) this.#field()
    else this.#wished = document.activeElement
  }
  /** The text field is there, until what this returns is called. */
  offer(field: () => void): () => void {
    this.#field = field
    const here = document.activeElement
    if (this.#wished && (here === this.#wished || here === document.body)) field()
    this.#wished = null
    return () => {
      if (this.#field === field) this.#field = null
    }
  }

  async reply(row: Row): Promise<void> {
    if (!this.mayPost || row.sending || !this.compose) return
    this.store.focus(row)
    const aimed = this.compose.aim(row.id)
    this.write()
    await aimed
  }
  async edit(row: Row): Promise<void> {
    await this.attempt(async () => this.compose?.edit(row.id, row.post.kind))
    this.write()
  }
  /** Reads a post by somebody muted nevertheless. */
  uncover(row: Row): void {
    row.opened = true
    row.element?.focus({ preventScroll: true })
  }
  async position(row: Row, position: Position): Promise<void> {
    await this.attempt(async () => (await later.further()).stand(this, row, position))
  }

  fold(row: Row): void {
    // Posts that are picked out stand each by itself: there is nothing beneath them to fold.
    if (row.children.length && this.store.top >= 0) keepPlace(() => this.store.folding.toggle(row))
  }
  seen(row: Row): void {
    this.store.news.seen(row)
    // Posts that are picked out are looked at, not read.
    if (!row.unread || row.keptUnread || this.store.top < 0) return
    row.unread = false
    this.store.folding.recount(row)
    this.reading?.read(row.post.seq)
  }
  /** Shows a row, whatever hides it. One that is in sight already is not moved. */
  show(row: Row, always = false): void {
    keepPlace(() => {
      this.store.folding.uncover(row)
      if (row.chunk) row.chunk.shown = true
    })
    if (row.element && (always || !endsOnScreen(row.element, PILL_PX))) bring(row.element)
  }
  /** The same, and puts the reader there. */
  go(row: Row, focus = true): void {
    this.show(row, true)
    this.store.focus(row)
    if (focus) row.element?.focus({ preventScroll: true })
  }
  step(step: 1 | -1, fits: (row: Row) => boolean = () => true): void {
    const next = this.store.chunks.seek(this.store.current, step, fits)
    if (!next) return
    const from = this.store.current
    if (from && step > 0) this.seen(from)
    this.go(next)
  }

  /** The words of a chunk, when it comes near the screen. */
  async load(chunk: Chunk): Promise<void> {
    const rows = chunk.missing.slice(0, BLOCK)
    if (!rows.length || chunk.bodies === 'loading') return
    chunk.bodies = 'loading'
    try {
      const { bodies } = await server.bodies(
        this.store.id,
        rows.map((row) => row.id),
      )
      keepPlace(() => {
        for (const { id, version, html } of bodies) {
          const row = this.store.row(id)
          if (row && row.post.html === null && version >= row.post.version)
            row.tell({ ...row.post, html })
        }
        // Not all of a copy's words may be here, and what was moved away meanwhile comes no more.
        chunk.bodies = rows.some((row) => row.post.html === null) ? 'failed' : 'wanted'
      })
    } catch {
      chunk.bodies = 'failed'
    }
  }

  /** An act of the reader; null where it was refused, 'lost' where no answer came. Either is said. */
  async attempt<T>(act: () => Promise<T>): Promise<T | 'lost' | null> {
    this.trouble = ''
    try {
      return await act()
    } catch (error) {
      const lost = isUncertain(error)
      const unsaid = lost && !isTooOften(error)
      this.trouble = unsaid ? lang.words.composer.lost : (error as Problem).detail
      announcer.now(this.trouble)
      return lost ? 'lost' : null
    }
  }
}
