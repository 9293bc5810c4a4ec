/**
 * Following the newest post: begun by the reader, never by itself, and left as soon as they go their own way. What comes in
 * is shown at once; the page moves, without gliding, only where the newest of it is out of sight.
 */
import { announcer } from '../../a11y/announce.svelte'
import { lang } from '../../i18n/lang.svelte'
import type { Desk } from '../desk.svelte'
import { endsOnScreen, keepPlace } from '../place'
import type { Row } from '../row.svelte'
import { words } from './words'

const BACKWARD = ['PageUp', 'ArrowUp', 'Home']

export class Following {
  on = $state.raw(false)
  /** The newest is out of sight. */
  away = $state.raw(false)
  #at: Row | null = null
  #came = { posts: 0, toMe: 0 }

  constructor(
    readonly desk: Desk,
    readonly keep = keepPlace,
  ) {}

  begin(): void {
    const { store } = this.desk
    store.folding.leave()
    this.keep(() => store.reveal())
    const row = newest(store.chunks.rows())
    if (!row) return
    this.#settle()
    this.#came = { posts: 0, toMe: 0 }
    this.#at = row
    this.desk.go(row)
    this.on = true
    announcer.now(lang.of(words).following)
  }
  leave(): void {
    if (!this.on) return
    this.on = false
    announcer.now(lang.of(words).left)
  }
  /** The reader is at another post now. */
  moved(to: Row | null): void {
    if (to !== this.#at) this.leave()
  }
  /** Not to be called from within an effect: it flushes what it brings about. */
  catchUp(): void {
    if (!this.on) return
    const { store } = this.desk
    this.keep(() => store.reveal())
    const row = newest(this.#settle())
    if (!row) return
    this.#at = row
    this.desk.show(row)
    store.focus(row)
    announcer.later(() => this.#summary())
  }
  look(): void {
    const row = newest(this.desk.store.chunks.rows())
    // What a filter leaves out is nowhere to go to.
    this.away = row !== null && this.desk.store.top !== -Infinity && !endsOnScreen(row.element)
  }

  /** What is shown now is no news any more; whether it was read is another matter. */
  #settle(): Row[] {
    const { store } = this.desk
    const fresh = [...store.chunks.rows()].filter((row) => row.fresh)
    for (const row of fresh) {
      this.#came.posts++
      if (store.news.isToMe(row.post)) this.#came.toMe++
      store.news.seen(row)
    }
    return fresh
  }
  #summary(): string {
    const { posts, toMe } = this.#came
    this.#came = { posts: 0, toMe: 0 }
    return posts ? lang.words.announce.fresh(lang.n(posts), toMe, lang.n(toMe)) : ''
  }

  /** Whoever scrolls back goes their own way. */
  watch(stream: HTMLElement): () => void {
    let last = 0
    const gone = new AbortController()
    const on = <K extends keyof HTMLElementEventMap>(type: K, backward: (event: HTMLElementEventMap[K]) => boolean) =>
      stream.addEventListener(type, (event) => backward(event) && this.leave(), { passive: true, signal: gone.signal })
    on('wheel', ({ deltaY }) => deltaY < 0)
    on('touchstart', ({ touches }) => (last = touches[0]?.clientY ?? 0) < 0)
    on('touchmove', ({ touches }) => (touches[0]?.clientY ?? 0) > last)
    on('keydown', ({ key }) => BACKWARD.includes(key))
    // On the bar at its side.
    on('pointerdown', ({ target, offsetX }) => target === stream && offsetX >= stream.clientWidth)
    return () => gone.abort()
  }
}

function newest(rows: Iterable<Row>): Row | null {
  let found: Row | null = null
  for (const row of rows) if (!row.sending && (!found || row.post.seq > found.post.seq)) found = row
  return found
}
