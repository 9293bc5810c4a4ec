/** Whose turn it is in a slow thread, as far as the page can know. The server has the last word. */
import type { Row } from './row.svelte'

/** What the newest snapshot of the thread says: up to which entry it tells, and when the reader took their last turn. */
interface Told {
  seq: number
  turn: string | null
}

/**
 * From when on the reader may post again, in ms of `Date.now()`; 0: now. `mine`: the rows of their posts, those on their way too.
 * `since`: when it became slow; posts from before do not count. What came in after `told` was posted here; what it tells of may
 * have been moved here, and only the server knows. What was refused for good took no turn; what was refused for now knows
 * when it goes again.
 */
export function nextTurn(mine: Iterable<Row>, everyMs: number, since: number, told: Told): number {
  let next = told.turn ? Date.parse(told.turn) + everyMs : 0
  for (const { sending, post } of mine) {
    const at = Date.parse(post.at)
    if (sending?.state === 'failed' || at < since || (!sending && post.seq <= told.seq)) continue
    const refused = sending?.state === 'unconfirmed' && sending.reason && sending.due
    next = Math.max(next, refused || at + everyMs)
  }
  return next
}
