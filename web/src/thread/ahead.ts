/** A post of mine before the server knows it, as a row like the others. */
import type { Post } from '../api/types'
import type { Sending } from '../live/outbox'
import { Row } from './row.svelte'

export function ahead(item: Sending, me: number): Row {
  const at = new Date(item.at).toISOString()
  return new Row(
    {
      ...{ id: -item.at, thread_id: item.thread, parent_id: item.parent, author: me },
      ...{ kind: item.kind, html: '', version: 1, at, edited_at: null, seq: 0 },
      ...{ retracted_at: null, retracted_by: null, retracted_reason: null },
      ...{ agrees: 0, disagrees: 0, passes: 0, files: item.files ?? [] },
    },
    item,
  )
}

/** Whether a post that came in may be the one on its way. Its acknowledgement, by key, will say for sure. */
export const mayBe = (row: Row, post: Post): boolean =>
  row.post.parent_id === post.parent_id && row.post.kind === post.kind
