/** The reactions of an open thread, by post. They come with the first of them, or when one is asked for. */
import { SvelteMap } from 'svelte/reactivity'
import type { PostReacted, Reaction, Received, ThreadSnapshot } from '../api/types'
import type { ThreadStore } from '../thread/store.svelte'

/** `seq`, `own`: the entries by which the count and whether mine is among them are known. With a count of 0 it is not shown. */
type Known = Received & { seq: number; own: number }

/** News may come in another order than they were written: whatever is known by a newer entry stays. */
class Page {
  readonly of = new SvelteMap<number, Known[]>()
  /** The post for which one is being chosen. */
  choosing = $state.raw<number | null>(null)

  mine(post: number, reaction: Reaction): boolean {
    return Boolean(this.of.get(post)?.find((row) => row.reaction === reaction)?.mine)
  }
  hear({ number, given, ...row }: PostReacted, seq: number, me: number | null): void {
    this.know(row, seq, number === me ? given : null)
  }
  /** What a snapshot does not have is gone. */
  merge({ reactions, seq }: ThreadSnapshot): void {
    const has = (row: Known) => reactions.some((each) => each.post_id === row.post_id && each.reaction === row.reaction)
    for (const row of [...this.of.values()].flat()) if (!has(row)) this.know({ ...row, count: 0 }, seq, false)
    for (const row of reactions) this.know(row, seq, row.mine)
  }
  /** `mine` null: nothing is said of that. */
  know({ post_id, reaction, count }: Omit<Received, 'mine'>, seq: number, mine: boolean | null): void {
    const rows = this.of.get(post_id) ?? []
    const before = rows.find((row) => row.reaction === reaction)
    const now = before ?? { post_id, reaction, count, mine: false, seq: 0, own: 0 }
    this.of.set(post_id, [
      ...rows.filter((row) => row !== before),
      { ...now, ...(seq >= now.seq && { count, seq }), ...(mine !== null && seq >= now.own && { mine, own: seq }) },
    ])
  }
}
const pages = new WeakMap<ThreadStore, Page>()

export function pageOf(store: ThreadStore): Page {
  let page = pages.get(store)
  if (!page) pages.set(store, (page = new Page()))
  return page
}
