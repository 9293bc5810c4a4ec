/** Folded branches: which rows they hide, and how many unread ones lie beneath. */
import type { Chunks } from './chunks.svelte'
import type { Row } from './row.svelte'

export class Folding {
  /** Which rows are not on the page; a part of the thread that is looked at by itself has its own answer. Above comes first. */
  hides = isCovered
  /** Goes back to the whole thread. */
  leave = () => {}

  constructor(readonly chunks: Chunks) {}

  toggle(row: Row): void {
    row.folded = !row.folded
    for (const each of row.branch()) each.hidden = this.hides(each)
    this.count(row)
  }
  /** Opens whatever hides a row. */
  uncover(row: Row): void {
    for (let above = row.parent; above; above = above.parent) if (above.folded) this.toggle(above)
    if (row.hidden) this.leave()
  }
  /** A new row in a folded branch lies hidden too, and is counted. */
  entered(row: Row): void {
    row.hidden = this.hides(row)
    this.recount(row)
  }
  /** The row's being unread changed: the folded branches above it say so. */
  recount(row: Row): void {
    for (let above = row.parent; above; above = above.parent) if (above.folded) this.count(above)
  }
  count(row: Row): void {
    let posts = 0
    let unread = 0
    for (const each of row.branch()) {
      posts++
      if (each.unread) unread++
    }
    row.beneath = { posts, unread }
  }
}

function isCovered(row: Row): boolean {
  return row.parent !== null && (row.parent.folded || row.parent.hidden)
}
