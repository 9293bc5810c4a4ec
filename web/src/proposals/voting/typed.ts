/** The options of a vote as they are typed: one in a line, with a budget its cost behind the last semicolon. */
import { figure } from '../../administration/procedures/draft'

export interface Typed {
  title: string
  /** Null: what is typed is no whole number. */
  cost: number | null
}
export const optionsOf = (lines: string, priced: boolean): Typed[] =>
  lines
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      if (!priced) return { title: line.trim(), cost: 0 }
      const at = line.lastIndexOf(';')
      return at < 0 ? { title: line.trim(), cost: null } : { title: line.slice(0, at).trim(), cost: figure(line.slice(at + 1)) }
    })
