/** A comment that is being written: what it is about, and what the page keeps of it until the server has it. */
import type { ArticleShown } from '../../api/types.gen'
import { newKey } from '../../api/key'
import type { Chosen } from './selection'

export interface Draft {
  /** The passage, as it was selected or typed. */
  quote: string
  body: string
  /** The command's: what is sent again after a reload is the same command. */
  key: string
}
/** Where it was begun. Articles are numbered anew in each version. */
export interface Begun extends Chosen {
  version: number
}
/** All that is kept of a comment; null: nothing is written. */
export type Kept = { draft: Draft; begun: Begun | null } | null

export const blank = (): Draft => ({ quote: '', body: '', key: newKey() })

/** The same article in this version: what was written is never about another one. */
export function stillThere(begun: Begun, version: number, articles: ArticleShown[]): Chosen | null {
  const same = articles.filter((each) =>
    begun.version === version ? each.place === begun.place : each.heading && each.heading === begun.heading,
  )
  return same.length === 1 ? { ...begun, place: same[0]!.place } : null
}
