/**
 * Whether a stage has lasted as long as it must. The server says until when, and what time it has: only the two are
 * compared. The page measures how much has passed since by a clock that nobody sets, and only to know when to ask again.
 */
import type { Onward } from '../api/types.gen'

/** A timer may be held up while the machine sleeps: it is asked again from time to time. */
const LONGEST_MS = 10 * 60_000
/** No answer came, or a late one. */
const AGAIN_MS = 10_000
const SLACK_MS = 50

/** What is left of the stage at the server's `now`; 0: nothing, or no time was set. */
export const leftMs = ({ stage, earliest }: Onward, now: string): number =>
  earliest === null || stage === 'withdrawn' ? 0 : Math.max(0, Date.parse(earliest) - Date.parse(now))

/** How long to wait before the server is asked, where `left` was left and so much has passed since. */
export const waitMs = (left: number, passed: number): number =>
  left > passed ? Math.min(left - passed + SLACK_MS, LONGEST_MS) : AGAIN_MS
