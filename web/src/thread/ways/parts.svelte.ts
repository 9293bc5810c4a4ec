/**
 * One part of the thread at a time: the posts that were picked out, or one branch, or all. The rows stay the same; those
 * of the other parts are hidden. On the way back the reader is where they were.
 */
import { flushSync } from 'svelte'
import { here } from '../../here.svelte'
import { toPost } from '../../router'
import type { Desk } from '../desk.svelte'
import type { Row } from '../row.svelte'
import type { Part, Pick } from './address'
import { fits } from './fits'

/** About how high a post is that has not been seen yet. */
const ROW_PX = 130

/** Where somebody reads: a row, how far it stands below the upper edge, and the row they are at. */
interface Place {
  row: Row
  px: number
  current: Row | null
}

export class Parts {
  pick = $state.raw<Pick | null>(null)
  branch = $state.raw<Row | null>(null)
  /** Nothing is in it. */
  bare = $state.raw(false)
  #place: Place | null = null
  /** What folded branches hide. */
  readonly #folded: (row: Row) => boolean
  readonly #stream: HTMLElement | null

  constructor(
    readonly desk: Desk,
    stream: HTMLElement | null,
  ) {
    this.#stream = stream
    this.#folded = desk.store.folding.hides
    desk.store.folding.leave = () => this.#leave()
  }
  get whole(): boolean {
    return !this.pick && !this.branch
  }

  /** Whether that changed anything. Not to be called from within an effect: it flushes what it brings about. */
  turn(to: Part, back = true): boolean {
    const { store, room } = this.desk
    const pick = to && 'pick' in to ? to.pick : null
    const branch = to && 'branch' in to ? (store.row(to.branch) ?? null) : null
    // A branch that is not here was moved: its own address knows.
    if (to && 'branch' in to && !branch) here.go(toPost(room.id, to.branch), true)
    if ((to && !pick && !branch) || (pick === this.pick && branch === this.branch)) return false
    if (this.whole) this.#place = this.#here()
    this.pick = pick
    this.branch = branch
    store.top = pick ? -Infinity : (branch?.depth ?? 0)
    store.folding.hides = pick ? this.#picked(pick) : branch ? this.#within(branch) : this.#folded
    this.#stream?.classList.toggle('picked', pick !== null)
    this.#lay()
    if (!this.whole) this.#enter()
    else if (back) this.#return()
    return true
  }

  /** What was picked out stays while it is looked at, and what I write now is seen, whatever becomes of either. */
  #picked(pick: Pick): (row: Row) => boolean {
    const known = new Set(this.desk.store.chunks.rows())
    const kept = new Set([...known].filter((row) => fits(pick, row)))
    return (row) => {
      if (!known.has(row) && (this.desk.isMine(row) || fits(pick, row))) kept.add(row)
      known.add(row)
      return !kept.has(row)
    }
  }
  #within = (root: Row) => (row: Row) => row !== root && (!row.parent || this.#folded(row))
  /** The chunks anew, each as high as what is left of it; those near the screen are found when they are laid out. */
  #lay(): void {
    const { chunks, folding } = this.desk.store
    const { list } = chunks
    chunks.list = []
    flushSync()
    for (const chunk of list) {
      let left = 0
      for (const row of chunk.rows) if (!(row.hidden = folding.hides(row))) left++
      chunk.shown = false
      chunk.height = left * ROW_PX
    }
    chunks.list = list
    const first = list.find((chunk) => chunk.height)
    this.bare = !first
    if (first) first.shown = true
    flushSync()
  }

  #enter(): void {
    this.#stream?.scrollTo({ top: 0 })
    const named = this.desk.store.row(Number(here.hash.slice(2)))
    const to = named && !named.hidden ? named : this.branch
    if (to) this.desk.go(to)
  }
  #here(): Place | null {
    const { chunks, current } = this.desk.store
    if (!this.#stream) return null
    const { top } = this.#stream.getBoundingClientRect()
    for (const chunk of chunks.list)
      if (chunk.shown)
        for (const row of chunk.rows) {
          const box = row.element?.getBoundingClientRect()
          if (box && box.bottom > top + 1) return { row, px: box.top - top, current }
        }
    return null
  }
  #return(): void {
    const at = this.#place
    const unread = this.desk.store.firstUnread
    if (!at && unread) return this.desk.go(unread, false)
    if (!at?.row.chunk || at.row.hidden || !this.#stream) return
    at.row.chunk.shown = true
    flushSync()
    const { top } = this.#stream.getBoundingClientRect()
    if (at.row.element) this.#stream.scrollTop += at.row.element.getBoundingClientRect().top - top - at.px
    this.desk.store.focus(at.current)
    // What had the focus went off the page.
    if (document.activeElement === document.body)
      (at.current?.element ?? at.row.element)?.focus({ preventScroll: true })
  }
  /** Somebody goes to a row that is in no such part. */
  #leave(): void {
    if (this.whole) return
    this.turn(null, false)
    if (here.search) here.go(here.path)
  }
}
