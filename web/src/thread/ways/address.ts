/** Which part of a thread its address asks for. A part has an address of its own, so that the browser's way back leads out of it. */
import type { Kind } from '../../api/types'

const KINDS: Kind[] = ['support', 'critique', 'question', 'evidence', 'solution', 'opinion']
/** What posts can be picked out by, in the order in which it is offered. */
export const PICKS = ['unread', 'unanswered', ...KINDS] as const
export type Pick = (typeof PICKS)[number]
/** Null: the whole thread. */
export type Part = { pick: Pick } | { branch: number } | null

export function partAt(search: string): Part {
  const asked = new URLSearchParams(search)
  const branch = asked.get('branch') ?? ''
  if (/^[1-9]\d{0,15}$/.test(branch)) return { branch: Number(branch) }
  const pick = PICKS.find((each) => each === asked.get('view'))
  return pick ? { pick } : null
}
/** The table of sources lies over the whole thread. */
export const TABLE = '?view=sources'
/** So do its two sides. */
export const COLUMNS = '?view=sides'
export const toPick = (pick: Pick) => `?view=${pick}`
export const toBranch = (post: number) => `?branch=${post}`
