/**
 * The two sides of a thread: its posts of support and critique, first those of its first post or of the thread itself, then those of
 * other posts, the strongest first. The strength is that of a proposal's arguments (rooms/proposals/arguing/strength.py): the lower end of Wilson's score interval for the part of
 * those who agree, at 95 %.
 */
import { isGone } from '../reduce-post'
import type { Row } from '../row.svelte'

export const SIDES = ['support', 'critique'] as const
export type Side = (typeof SIDES)[number]
export interface Argument {
  row: Row
  /** What it speaks of, where that is not what the thread opened with. */
  of: Row | null
  /** From 0 to 1. */
  strength: number
  /** Posts beneath it that still stand; those of them that criticise, and those that bring evidence. */
  replies: number
  critiques: number
  evidence: number
}
const Z = 1.96

export function strength(agrees: number, disagrees: number): number {
  const n = agrees + disagrees
  if (!n) return 0
  const p = agrees / n
  const spread = Z * Math.sqrt((p * (1 - p) + (Z * Z) / (4 * n)) / n)
  return Math.max(0, (p + (Z * Z) / (2 * n) - spread) / (1 + (Z * Z) / n))
}

/** Of a thread whose outermost posts these are. Among equals the older comes first. */
export function sidesOf(roots: readonly Row[]): Record<Side, Argument[]> {
  const found: Record<Side, Argument[]> = { support: [], critique: [] }
  const first = roots[0]
  for (const root of roots)
    for (const row of [root, ...root.branch()]) {
      const side = SIDES.find((each) => each === row.post.kind)
      if (side && !row.sending && !isGone(row.post)) found[side].push(argument(row, row.parent === first ? null : row.parent))
    }
  for (const side of SIDES)
    found[side].sort((a, b) => Number(a.of !== null) - Number(b.of !== null) || b.strength - a.strength || a.row.post.seq - b.row.post.seq)
  return found
}

function argument(row: Row, of: Row | null): Argument {
  const { agrees, disagrees } = row.post
  const found = { row, of, strength: strength(agrees, disagrees), replies: 0, critiques: 0, evidence: 0 }
  for (const { post, sending } of row.branch()) {
    if (sending || isGone(post)) continue
    found.replies++
    if (post.kind === 'critique') found.critiques++
    if (post.kind === 'evidence') found.evidence++
  }
  return found
}
