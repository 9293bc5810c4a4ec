/** What an entry does to the reactions of a snapshot: by post and kind, only where there are any. */
import type { PostReacted, Received } from '../api/types'

export function reduceReactions(rows: Received[], event: PostReacted, me: number | null): Received[] {
  const { post_id, reaction, count } = event
  const same = (row: Received) => row.post_id === post_id && row.reaction === reaction
  const mine = event.number === me ? event.given : Boolean(rows.find(same)?.mine)
  const others = rows.filter((row) => !same(row))
  if (!count) return others
  const after = (row: Received) => row.post_id - post_id || (row.reaction < reaction ? -1 : 1)
  const at = others.findLastIndex((row) => after(row) < 0) + 1
  return others.toSpliced(at, 0, { post_id, reaction, count, mine })
}
