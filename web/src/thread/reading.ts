/**
 * What has been read: a post counts once three fifths of it (or of the screen) were in sight for one
 * second in a tab that has the focus. Marks go to the server in batches, as ranges of entry numbers.
 */
import { isUncertain } from '../api/client'
import * as server from '../api/server'
import { tell } from '../live/tabs'
import { rangesOf } from './ranges'
import type { Row } from './row.svelte'

const SHARE = 0.6
const DWELL_MS = 1000
const TICK_MS = 250
const BATCH_MS = 1500
const AT_ONCE = 400

export class Reading {
  #inSight = new Map<Row, number>()
  #rowOf = new WeakMap<Element, Row>()
  #read = new Set<number>()
  #unread = new Set<number>()
  #sending = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #tick = setInterval(() => this.#look(), TICK_MS)
  #watcher: IntersectionObserver

  constructor(
    readonly room: number,
    scroller: HTMLElement,
    readonly seen: (row: Row) => void,
    readonly counted: (unread: number) => void,
  ) {
    const threshold = [0, 0.2, 0.4, SHARE, 0.8, 1]
    this.#watcher = new IntersectionObserver((all) => all.forEach((each) => this.#cross(each)), {
      root: scroller,
      threshold,
    })
    addEventListener('pagehide', this.#leave)
    document.addEventListener('visibilitychange', this.#leave)
  }
  /** What is not told yet is told now, unless nobody would take it any more. */
  stop(told = true): void {
    clearInterval(this.#tick)
    this.#watcher.disconnect()
    removeEventListener('pagehide', this.#leave)
    document.removeEventListener('visibilitychange', this.#leave)
    if (!told) {
      this.#read.clear()
      this.#unread.clear()
    }
    void this.#send()
  }
  watch(element: Element, row: Row): () => void {
    this.#rowOf.set(element, row)
    this.#watcher.observe(element)
    return () => {
      this.#watcher.unobserve(element)
      this.#inSight.delete(row)
    }
  }

  read(seq: number): void {
    this.#unread.delete(seq)
    this.#read.add(seq)
    this.#later()
  }
  unread(seqs: number[]): void {
    for (const seq of seqs) {
      this.#read.delete(seq)
      this.#unread.add(seq)
    }
    this.#later()
  }

  #cross({ target, intersectionRatio, intersectionRect, rootBounds }: IntersectionObserverEntry) {
    const row = this.#rowOf.get(target)
    if (!row) return
    const fills = intersectionRect.height >= SHARE * (rootBounds?.height ?? innerHeight)
    if (intersectionRatio < SHARE && !fills) this.#inSight.delete(row)
    else if (!this.#inSight.has(row)) this.#inSight.set(row, 0)
  }
  #look(): void {
    if (!this.#inSight.size || !document.hasFocus() || document.visibilityState !== 'visible') return
    for (const [row, forMs] of this.#inSight) {
      if (forMs + TICK_MS < DWELL_MS) this.#inSight.set(row, forMs + TICK_MS)
      else {
        this.#inSight.delete(row)
        this.seen(row)
      }
    }
  }

  #later(): void {
    this.#timer ??= setTimeout(() => void this.#send(), BATCH_MS)
  }
  #leave = () => {
    if (document.visibilityState === 'hidden') void this.#send()
  }
  async #send(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#sending || !(this.#read.size + this.#unread.size)) return
    this.#sending = true
    const read = take(this.#read)
    const unread = take(this.#unread)
    try {
      const left = await server.noteReading(this.room, rangesOf(read), rangesOf(unread))
      this.counted(left.unread)
      tell({ type: 'read', room: this.room, unread: left.unread })
    } catch (error) {
      // What was marked the other way in the meantime holds; the rest goes with the next batch.
      if (isUncertain(error)) {
        for (const seq of read) if (!this.#unread.has(seq)) this.#read.add(seq)
        for (const seq of unread) if (!this.#read.has(seq)) this.#unread.add(seq)
      }
    } finally {
      this.#sending = false
      if (this.#read.size + this.#unread.size) this.#later()
    }
  }
}

function take(from: Set<number>): number[] {
  const taken = [...from].slice(0, AT_ONCE)
  for (const seq of taken) from.delete(seq)
  return taken
}
