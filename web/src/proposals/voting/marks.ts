/** What is marked on a ballot before it is cast, and the ballot that it makes. */
import type { Casting, Rule, Vote } from '../../api/types.gen'

export type Ballot = Casting['ballot']
/** `choice`: of a vote on the text. `on`: of each option, by its number: chosen, a score or a rank; '' where nothing is said. */
export interface Marks {
  choice: string
  on: Record<number, string>
}

export const blank = (): Marks => ({ choice: '', on: {} })
export const kindOf = (rule: Rule): 'choice' | 'chosen' | 'scored' | 'ranked' => {
  const method = rule.method ?? 'majority'
  if (method === 'majority' || method === 'consent') return 'choice'
  if (method === 'score') return 'scored'
  return ['schulze', 'runoff', 'transferable'].includes(method) ? 'ranked' : 'chosen'
}
export const choices = (rule: Rule): string[] =>
  rule.method === 'consent' ? ['consent', 'abstain', 'object'] : ['for', 'against', 'abstain']

/** The ballot; null: nothing is marked yet. With options, a ballot without marks is a blank one, which counts for the quorum. */
export function ballotOf(vote: Vote, { choice, on }: Marks): Ballot | null {
  const numbers = vote.options.map((_, n) => n + 1)
  const marked = numbers.filter((n) => on[n])
  const kind = kindOf(vote.rule)
  if (kind === 'choice') return choice || null
  if (kind === 'chosen') return marked
  if (kind === 'scored') return Object.fromEntries(marked.map((n) => [String(n), Number(on[n])]))
  const ranks = [...new Set(marked.map((n) => Number(on[n])))].sort((a, b) => a - b)
  return ranks.map((rank) => marked.filter((n) => Number(on[n]) === rank))
}

/** Marks that make this ballot again, as the server has it. */
export function marksOf(vote: Vote, text: string): Marks {
  const ballot = JSON.parse(text) as unknown
  const kind = kindOf(vote.rule)
  if (typeof ballot === 'string') return { choice: ballot, on: {} }
  const on: Record<number, string> = {}
  if (Array.isArray(ballot))
    ballot.forEach((each, n) => {
      if (kind === 'chosen') on[each as number] = 'on'
      else if (kind === 'scored') on[n + 1] = each === null ? '' : String(each)
      else for (const option of [each].flat()) on[option as number] = String(n + 1)
    })
  return { choice: '', on }
}

/** Options that have the rank of another, where the method knows no equals. */
export function equals(vote: Vote, { on }: Marks): number[] {
  if (kindOf(vote.rule) !== 'ranked' || vote.rule.method === 'schulze') return []
  const numbers = vote.options.map((_, n) => n + 1).filter((n) => on[n])
  return numbers.filter((n) => numbers.some((other) => other !== n && on[other] === on[n]))
}

/** A reason must be given with it: with an objection always, else where the rule asks for it. */
export const needsReason = ({ method, reasons = 'none', secret }: Rule, ballot: Ballot | null): boolean =>
  !secret && ((method === 'consent' && ballot === 'object') || reasons === 'all' || (reasons === 'against' && ballot === 'against'))
