/** The order of threads: the open ones first, the latest word on top. */
import type { Thread } from '../api/types'

export const byActivity = (threads: Thread[]): Thread[] =>
  threads.toSorted(
    (a, b) =>
      Number(Boolean(a.closed_at)) - Number(Boolean(b.closed_at)) ||
      Date.parse(b.last_at) - Date.parse(a.last_at),
  )
