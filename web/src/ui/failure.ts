/** What failed, by a name that has words: failure-words.ts. */
export type What = keyof typeof import('./failure-words').vi.what | 'access'

export interface Failing {
  what: What
  /** What was thrown: a `Problem` has a code to quote, of a line that is gone there is none. */
  error: unknown
  retry: () => void
  /** As of when what is still shown is; 0: nothing is. */
  since?: number
  /** Something is being written beside it, and kept. */
  writes?: boolean
  /** The page has nothing else: it gets a heading and a way back. */
  page?: boolean
  /** The room it belongs to; 0: none, or not known. */
  room?: number
  /** One line, at the side of a page. */
  brief?: boolean
}
