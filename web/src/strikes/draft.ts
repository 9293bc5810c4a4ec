/** The policy of strikes as a form has it, and what it would suggest: pure. */
import type { Policy } from '../api/types.gen'

export type Step = Policy['steps'][number]
export type Act = Step['act']
/** The mildest first, as the server weighs them. */
export const ACTS: Act[] = ['warn', 'mute_in_room', 'suspend', 'ban']
export const MOST = 20

export interface Row {
  /** Of the row on screen, while it is there. */
  id: number
  counts: Step['counts']
  least: string
  /** Empty: ever. */
  within: string
  act: Act
  /** For an act that ends by itself; kept while another is chosen. */
  days: string
}
export type Field = 'least' | 'within' | 'days'
const HIGHEST: Record<Field, number> = { least: 1000, within: 3660, days: 366 }

export const ends = (act: Act): boolean => act === 'mute_in_room' || act === 'suspend'

let last = 0
export const newRow = (): Row => ({
  ...{ id: ++last, counts: 'violations', least: '3', within: '30', act: 'warn', days: '7' },
})
export const read = (steps: Step[]): Row[] =>
  steps.map(({ counts, least, within_days, act, days }) => ({
    ...{ id: ++last, counts, least: String(least), within: String(within_days ?? ''), act },
    days: String(days ?? 7),
  }))
export const written = (rows: Row[]): Step[] =>
  rows.map(({ counts, least, within, act, days }) => ({
    ...{ counts, least: Number(least), within_days: within.trim() ? Number(within) : null, act },
    days: ends(act) ? Number(days) : null,
  }))

/** The first field that the server would not take, and the highest number it would. */
export function mistake(rows: Row[]): { at: string; most: number } | null {
  for (const [n, row] of rows.entries())
    for (const field of ['least', 'within', 'days'] as const) {
      const typed = row[field].trim()
      if ((field === 'within' && !typed) || (field === 'days' && !ends(row.act))) continue
      if (!/^\d+$/.test(typed) || Number(typed) < 1 || Number(typed) > HIGHEST[field])
        return { at: nameOf(n, field), most: HIGHEST[field] }
    }
  return null
}
export const nameOf = (n: number, field: Field) => `steps.${n}.${field}`

/**
 * What is suggested about somebody with so many violations since their last suspension, and so many suspensions, all of
 * them recent; null: nothing. Without a new violation nothing is, whatever was before.
 */
export function suggested(steps: Step[], violations: number, suspensions: number): Step | null {
  if (!violations) return null
  const reached = steps.filter(
    ({ counts, least }) => (counts === 'violations' ? violations : suspensions) >= least,
  )
  const heavier = (one: Step, other: Step) =>
    ACTS.indexOf(one.act) - ACTS.indexOf(other.act) || (one.days ?? 0) - (other.days ?? 0)
  return reached.reduce<Step | null>((found, step) => (found && heavier(found, step) >= 0 ? found : step), null)
}
