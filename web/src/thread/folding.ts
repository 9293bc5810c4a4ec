/** Folded branches: which rows they hide, and how many unread ones lie beneath. */
import type { Chunks } from './chunks.svelte'
import type { Row } from './row.svelte'

export class Folding {
  constructor(readonly chunks: Chunks) {}

  toggle(row: Row): void {
    row.folded = !row.folded
    for (const each of row.branch()) each.hidden = isCovered(each)
    this.count(row)
  }
  /** Opens whatever hides a row. */
  uncover(row: Row): void {
    for (let above = row.parent; above; above = above.parent) if (above.folded) this.toggle(above)
  }
  /** A new row in a folded branch lies hidden too, and is counted. */
  entered(row: Row): void {
    row.hidden = isCovered(row)
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
