/**
 * What a move does to the rows of an open page. What the reader looks at, or is answering, stays where it is until
 * they leave, with the marker beneath it; everything else of the branch gives way to its marker.
 */
import type { Move, ThreadRetitled, ThreadSnapshot } from '../api/types'
import type { Row } from '../thread/row.svelte'
import type { ThreadStore } from '../thread/store.svelte'

/** A branch left the thread: the markers that stand in it now. */
export function leave(store: ThreadStore, move: Move): Move[] {
  const gone = takeOut(store, move.root_id)
  return [...store.left.filter((each) => !gone.has(each.parent_id ?? 0)), move]
}

/**
 * What a fresh snapshot does not have has left, where it is older than the snapshot; what stands beneath another post
 * now is put there anew.
 */
export function sweep(store: ThreadStore, { posts, seq }: Pick<ThreadSnapshot, 'posts' | 'seq'>): void {
  const there = new Map(posts.map((post) => [post.id, post]))
  for (const row of [...store.tree.byId.values()]) {
    const post = there.get(row.id)
    if (post && post.parent_id !== row.post.parent_id) cut(store, [...row.branch(), row])
    else if (!post && row.post.seq <= seq && (!row.parent || there.has(row.parent.id))) takeOut(store, row.id)
  }
}

/** The posts that are gone from the page: none, where they are being read. */
function takeOut(store: ThreadStore, root: number): Set<number> {
  const row = store.row(root)
  const gone = new Set([root])
  if (row) {
    const answered = store.desk?.compose?.draft.parent
    const rows = [...row.branch(), row]
    if (rows.some((each) => inSight(each.element) || each.id === answered)) return new Set()
    for (const each of rows) gone.add(each.id)
    cut(store, rows)
  }
  for (const post of store.news.takeWaiting()) {
    if (gone.has(post.id) || gone.has(post.parent_id ?? 0)) gone.add(post.id)
    else store.news.wait(post)
  }
  store.news.recount()
  return gone
}

/** Whether any of it is on screen. */
function inSight(element: HTMLElement | undefined): boolean {
  const box = element?.closest('.stream')?.getBoundingClientRect()
  if (!element || !box) return false
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > box.top && top < box.bottom
}

/** Rows with what they stand beneath coming last. */
function cut(store: ThreadStore, rows: Row[]): void {
  const parent = rows.at(-1)!.parent
  for (const row of rows) {
    store.news.seen(row)
    store.chunks.remove(row)
  }
  store.tree.cut(rows.at(-1)!)
  for (const row of rows) store.tree.byId.delete(row.id)
  if (rows.includes(store.current!)) store.focus(null)
  if (parent?.folded) store.folding.count(parent)
  if (parent) store.folding.recount(parent)
  store.empty = store.tree.roots.length === 0
}

/** The markers, where the thread they lead to has another title. */
export const renamed = (moves: Move[], { thread_id, title }: ThreadRetitled): Move[] =>
  moves.map((move) => (move.to_thread_id === thread_id ? { ...move, to_title: title } : move))
