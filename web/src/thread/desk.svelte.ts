/** What a reader can do in the open thread. One object, handed to every row of it. */
import { createContext } from 'svelte'
import { announcer } from '../a11y/announce.svelte'
import { isTooOften, isUncertain, type Problem } from '../api/client'
import { newKey } from '../api/key'
import * as server from '../api/server'
import type { Position } from '../api/types'
import { lang } from '../i18n/lang.svelte'
import type { OpenRoom } from '../room/room.svelte'
import { toPost } from '../router'
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
  /** Asks for the text field once the composer is there. */
  write = () => {}
  /** A sentence about the last act that did not succeed. */
  trouble = $state.raw('')
  /** What became of what was sent last, where that is not to be seen: it waits to be read. */
  calm = $state.raw('')
  #unanswered: { post: number; position: Position | null; key: string } | null = null

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

  async reply(row: Row): Promise<void> {
    if (!this.mayPost || row.sending || !this.compose) return
    this.store.focus(row)
    const aimed = this.compose.aim(row.id)
    this.write()
    await aimed
  }
  async quote(row: Row): Promise<void> {
    if (!this.mayPost || row.sending || !this.compose) return
    const words = selectedIn(row.element) || row.element?.querySelector('.body')?.textContent || ''
    const lines = words.trim().replace(/\s+/g, ' ').slice(0, 500)
    await this.compose.aim(row.id)
    const quoted = `> [${this.nameOf(row)}](#p${row.id}): ${lines}\n\n`
    this.compose.body = quoted + this.compose.body
    this.compose.changed()
    this.write()
  }
  async edit(row: Row): Promise<void> {
    await this.#try(async () => this.compose?.edit(row.id, row.post.kind))
    this.write()
  }
  async retract(row: Row, reason: string): Promise<void> {
    await this.#try(async () => this.store.told((await server.retract(row.id, reason)).result))
  }
  async mute(row: Row): Promise<void> {
    await this.#try(() => this.room.mute(row.post.author))
    row.opened = false
    row.element?.focus({ preventScroll: true })
  }
  /** Reads a post by somebody muted nevertheless. */
  uncover(row: Row): void {
    row.opened = true
    row.element?.focus({ preventScroll: true })
  }
  async copyLink(row: Row): Promise<void> {
    const link = new URL(toPost(this.room.id, row.id), location.href).href
    await this.#try(() => navigator.clipboard.writeText(link))
    announcer.now(lang.words.post.linked)
  }

  /** Shown at once; taken back, with a sentence, when the server refuses or does not answer. */
  async position(row: Row, position: Position): Promise<void> {
    const before = row.mine
    const next = before === position ? null : position
    // Pressed again after no answer came, it is the same command.
    const last = this.#unanswered
    const key = last?.post === row.id && last.position === next ? last.key : newKey()
    this.store.positioned(row.id, next)
    const done = await this.#try(() => server.takePosition(row.id, next, key))
    this.#unanswered = done === 'lost' ? { post: row.id, position: next, key } : null
    if (!done || done === 'lost') return this.store.positioned(row.id, before)
    const { post_id: _, ...counts } = done.result
    this.store.positioned(row.id, next, counts)
    const words = lang.words
    announcer.now(next ? words.announce.position(words.post[next]) : words.announce.withdrawn)
  }

  fold(row: Row): void {
    if (row.children.length) keepPlace(() => this.store.folding.toggle(row))
  }
  seen(row: Row): void {
    this.store.news.seen(row)
    if (!row.unread || row.keptUnread) return
    row.unread = false
    this.store.folding.recount(row)
    this.reading?.read(row.post.seq)
  }
  unreadFrom(row: Row): void {
    const rows = [...this.store.chunks.rows()]
    const marked = rows
      .slice(rows.indexOf(row))
      .filter((each) => !this.isMine(each) && !each.sending && this.room.me)
    for (const each of marked) {
      each.unread = true
      each.keptUnread = true
      this.store.folding.recount(each)
    }
    this.reading?.unread(marked.map((each) => each.post.seq))
    announcer.now(lang.words.post.marked(lang.n(marked.length)))
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
        chunk.bodies = 'wanted'
      })
    } catch {
      chunk.bodies = 'failed'
    }
  }

  async #try<T>(act: () => Promise<T>): Promise<T | 'lost' | null> {
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

function selectedIn(element: HTMLElement | undefined): string {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || !element) return ''
  const body = element.querySelector('.body')
  return body && selection.anchorNode && body.contains(selection.anchorNode)
    ? selection.toString()
    : ''
}
