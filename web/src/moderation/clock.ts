/** How long until a moment, or since: in the one unit that says enough. */
export interface Left {
  /** The moment is past. */
  over: boolean
  n: number
  unit: 'minute' | 'hour' | 'day'
}
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Rounded down, so that more is never promised than there is; days from two on. */
export function left(due: string, now: number): Left {
  const ms = Date.parse(due) - now
  const apart = Math.abs(ms)
  const over = ms <= 0
  if (apart >= 2 * DAY_MS) return { over, n: Math.floor(apart / DAY_MS), unit: 'day' }
  if (apart >= HOUR_MS) return { over, n: Math.floor(apart / HOUR_MS), unit: 'hour' }
  return { over, n: Math.floor(apart / MINUTE_MS), unit: 'minute' }
}

/** Somebody works on the case at this moment: a lease that has run out is none. */
export const heldBy = (
  { claimed_by, claimed_until }: { claimed_by: number | null; claimed_until: string | null },
  now: number,
): number | null => (claimed_until && Date.parse(claimed_until) > now ? claimed_by : null)
