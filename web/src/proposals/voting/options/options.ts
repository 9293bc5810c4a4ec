/** The options of a vote while they are typed: in their order, each with a cost where a budget is shared out. */
import { figure } from '../../../administration/procedures/draft'
import { has, type Rule } from '../rule/rule'
import type { Option } from '../../../api/types.gen'

/** On a ballot, that all stays as it is among them. */
const MOST = 100
export const LONGEST = 200
export const STATUS_QUO = 'Giữ nguyên hiện trạng'

export interface Typed {
  /** Stays while it is moved. */
  key: number
  title: string
  cost: string
}
export type Fault = 'few' | 'many' | 'twice' | 'untitled' | 'cost' | 'long'
/** What cannot be sent as it is. `n`: the number its sentence names. */
export interface Wrong {
  key: number
  at: 'title' | 'cost'
  of: Fault
  n: number
}

let next = 0
export const empty = (title = '', cost = ''): Typed => ({ key: next++, title, cost })
export const isBlank = ({ title, cost }: Typed): boolean => !title.trim() && !cost.trim()

/** How many may be entered, and how many must be. */
export const most = (rule: Rule): number => MOST - Number(rule.status_quo)
export const fewest = (rule: Rule): number =>
  Math.max(2, has(rule, 'seats') ? rule.seats + 1 : 2) - Number(rule.status_quo)

/** Another order; the same where the place there is none of. */
export function moved(rows: Typed[], from: number, to: number): Typed[] {
  const row = rows[from]
  if (!row || to < 0 || to >= rows.length) return rows
  return rows.toSpliced(from, 1).toSpliced(to, 0, row)
}

/** Lines that were pasted into one of them: each is an option, with its cost behind a semicolon or a tab. Null: it is one line as any. */
export function pasted(rows: Typed[], at: number, text: string, costs: boolean): Typed[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim())
  if (lines.length < 2) return null
  const made = lines.map((line) => {
    const [, title, cost] = (costs && /^(.*)[;\t]\s*(\d[\d., ]*)\s*$/.exec(line)) || [null, line, '']
    return empty(title!.replaceAll('\t', ' ').trim(), cost!.trim())
  })
  return [...rows.slice(0, at + 1), ...made, ...rows.slice(at + 1)].filter((row) => !isBlank(row))
}

export const total = (rows: Typed[]): number => rows.reduce((sum, { cost }) => sum + (figure(cost) ?? 0), 0)

const alike = (title: string) => title.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()

/** The first that is wrong, as the server would find it. What is left blank is not sent. */
export function mistake(rows: Typed[], rule: Rule): Wrong | null {
  const written = rows.filter((row) => !isBlank(row))
  const seen = new Set(rule.status_quo ? [alike(STATUS_QUO)] : [])
  for (const { key, title, cost } of written) {
    const wrong = (at: Wrong['at'], of: Fault, n = 0): Wrong => ({ key, at, of, n })
    if (!title.trim()) return wrong('title', 'untitled')
    if ([...title.trim()].length > LONGEST) return wrong('title', 'long')
    if (seen.has(alike(title))) return wrong('title', 'twice')
    seen.add(alike(title))
    const n = figure(cost) ?? 0
    if (has(rule, 'budget') && (n < 1 || n > rule.budget)) return wrong('cost', 'cost', rule.budget)
  }
  if (written.length < fewest(rule)) {
    const { key } = rows.find(isBlank) ?? rows.at(-1)!
    return { key, at: 'title', of: 'few', n: fewest(rule) }
  }
  return written.length > most(rule) ? { key: written[most(rule)]!.key, at: 'title', of: 'many', n: most(rule) } : null
}

export const sent = (rows: Typed[], rule: Rule): Option[] =>
  rows
    .filter((row) => !isBlank(row))
    .map(({ title, cost }) => ({ title: title.trim(), cost: has(rule, 'budget') ? (figure(cost) ?? 0) : 0 }))
