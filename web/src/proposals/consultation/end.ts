/** The end of a consultation as it is typed: by the clock of Việt Nam, in which this product shows every time, wherever one reads. */
const ZONE = '+07:00'
const AHEAD_MS = 7 * 3_600_000 // there is no summer time

/** As a field for a date and a time has it. */
export const typed = (at: number): string => new Date(at + AHEAD_MS).toISOString().slice(0, 16)

/** What was typed, as the server is told; null: it is no time. */
export function moment(value: string): string | null {
  const at = Date.parse(`${value.slice(0, 16)}:00${ZONE}`)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
