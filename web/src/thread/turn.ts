/** Whose turn it is in a slow thread, as far as the page can know. The server has the last word. */
import type { Row } from './row.svelte'

/**
 * From when on the reader may post again, in ms of `Date.now()`; 0: now. `mine`: the rows of their posts, those on their way too.
 * `since`: when it became slow; posts from before do not count. What was refused for good took no turn; what was refused for
 * now knows when it goes again.
 */
export function nextTurn(mine: Iterable<Row>, everyMs: number, since: number): number {
  let next = 0
  for (const { sending, post } of mine) {
    const at = Date.parse(post.at)
    if (sending?.state === 'failed' || at < since) continue
    const refused = sending?.state === 'unconfirmed' && sending.reason && sending.due
    next = Math.max(next, refused || at + everyMs)
  }
  return next
}
