/**
 * Answers under what they answer, siblings in the order of their entries. Pure pointers, no page: the
 * same posts give the same tree in whatever order they came.
 */
import type { Row } from './row.svelte'

export class Tree {
  readonly byId = new Map<number, Row>()
  readonly roots: Row[] = []

  /** Hangs a row into the tree and returns the row it stands right after; null: it is the first. */
  hang(row: Row): Row | null {
    const parent = row.post.parent_id === null ? null : (this.byId.get(row.post.parent_id) ?? null)
    const siblings = parent?.children ?? this.roots
    let at = siblings.length
    while (at > 0 && siblings[at - 1]!.order > row.order) at--
    siblings.splice(at, 0, row)
    row.parent = parent
    row.depth = parent ? parent.depth + 1 : 0
    if (parent) parent.hasChildren = true
    if (!row.sending) this.byId.set(row.id, row)
    return at > 0 ? lastOf(siblings[at - 1]!) : parent
  }
  cut(row: Row): void {
    const siblings = row.parent?.children ?? this.roots
    siblings.splice(siblings.indexOf(row), 1)
    if (row.parent) row.parent.hasChildren = row.parent.children.length > 0
    if (this.byId.get(row.id) === row) this.byId.delete(row.id)
  }
  /** Pre-order: every branch whole, one after the other. */
  flat(): Row[] {
    const out: Row[] = []
    const left = this.roots.toReversed()
    for (let row = left.pop(); row; row = left.pop()) {
      out.push(row)
      for (let i = row.children.length - 1; i >= 0; i--) left.push(row.children[i]!)
    }
    return out
  }
}

function lastOf(row: Row): Row {
  let last = row
  for (let child = row.children.at(-1); child; child = child.children.at(-1)) last = child
  return last
}
