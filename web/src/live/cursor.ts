/** One room's cursor: where the next entry must fit. Arithmetic only. */
export interface Cursor {
  epoch: number
  seq: number
}
export type Fit = 'next' | 'seen' | 'hole'

export function fit(cursor: Cursor, seq: number): Fit {
  if (seq <= cursor.seq) return 'seen'
  return seq === cursor.seq + 1 ? 'next' : 'hole'
}

/** Half a second, doubled to thirty, anywhere below it: a thousand pages must not return together. */
export function backoffMs(attempt: number, random = Math.random()): number {
  return Math.round(random * Math.min(30_000, 500 * 2 ** Math.min(attempt, 10)))
}
