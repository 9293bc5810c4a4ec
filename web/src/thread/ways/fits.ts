/** Which posts are picked out. A question is answered once somebody else has said something beneath it that still stands. */
import { isGone } from '../reduce-post'
import type { Row } from '../row.svelte'
import { PICKS, type Pick } from './address'

export function fits(pick: Pick, row: Row): boolean {
  if (pick === 'unread') return row.unread
  if (isGone(row.post)) return false
  if (pick !== 'unanswered') return row.post.kind === pick
  return row.post.kind === 'question' && !isAnswered(row)
}

function isAnswered(row: Row): boolean {
  for (const { post } of row.branch()) if (post.author !== row.post.author && !isGone(post)) return true
  return false
}

/** How many posts each would pick out. */
export function counted(rows: Iterable<Row>): Record<Pick | 'all', number> {
  const counts = Object.fromEntries([...PICKS, 'all'].map((pick) => [pick, 0])) as Record<Pick | 'all', number>
  for (const row of rows) {
    counts.all++
    if (row.unread) counts.unread++
    if (isGone(row.post)) continue
    counts[row.post.kind]++
    if (fits('unanswered', row)) counts.unanswered++
  }
  return counts
}
