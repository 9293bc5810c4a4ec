/** A long thread comes in columns, since most fields of most posts say nothing: its posts are made of them here. */
import type { Post, ThreadSnapshot } from './types'

export function spread(found: ThreadSnapshot): ThreadSnapshot {
  const all = found.columns
  if (!all) return found
  const sums = (steps: number[], sum = 0) => steps.map((step) => (sum += step))
  const ids = sums(all.id)
  const at = sums(all.at)
  const seq = sums(all.seq)
  const posts = new Map(
    ids.map((id, n): [number, Post] => [
      id,
      {
        id,
        thread_id: found.thread.id,
        parent_id: all.parent[n] ? ids[n - all.parent[n]]! : null,
        author: all.author[n]!,
        kind: all.kind[n]!,
        html: null,
        version: 1,
        at: new Date(at[n]!).toISOString(),
        edited_at: null,
        retracted_at: null,
        retracted_by: null,
        retracted_reason: null,
        agrees: all.agrees[n]!,
        disagrees: all.disagrees[n]!,
        passes: all.passes[n]!,
        seq: seq[n]!,
        files: [],
      },
    ]),
  )
  for (const post of found.posts) posts.set(post.id, post)
  return { ...found, posts: [...posts.values()] }
}
