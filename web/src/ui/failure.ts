/** What failed, by a name that has words: failure-words.ts. */
type Words = typeof import('./failure-words').vi

interface Failed {
  /** What was thrown: a `Problem` has a code to quote, of a line that is gone there is none. */
  error: unknown
  retry: () => void
  /** As of when what is still shown is; 0: nothing is. */
  since?: number
  /** Something is being written beside it, and kept. */
  writes?: boolean
  /** The room it belongs to; 0: none, or not known. */
  room?: number
  /** One line, at the side of a page. */
  brief?: boolean
}
/** `page`: it has nothing else, and gets a heading and a way back. */
export type Failing = Failed & ({ what: keyof Words['titles']; page: boolean } | { what: keyof Words['what']; page?: false })
