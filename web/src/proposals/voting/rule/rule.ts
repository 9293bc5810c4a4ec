/** The rule of a vote as it is set: which parts of it a method knows. */
import type { Method, Rule as VotingRule } from '../../../api/types.gen'

export type Rule = Required<VotingRule>
/** What is typed as a number. */
export type Figure = 'quorum' | 'highest' | 'seats' | 'budget'
export type Part = 'majority' | 'secret' | 'reasons' | 'status_quo' | Figure

export const METHODS: Method[] = [
  'majority',
  'consent',
  'approval',
  'score',
  'schulze',
  'runoff',
  'transferable',
  'greedy',
  'equal_shares',
]
export const MAJORITIES: Rule['majority'][] = ['simple', 'absolute', 'two_thirds']
export const SHOWN: Rule['shown'][] = ['closed', 'counts', 'own', 'live']
/** When its tally can be shown: of a secret one not while it runs. */
export const shownOf = (secret: boolean): Rule['shown'][] => (secret ? ['closed', 'counts'] : SHOWN)
export const REASONS: Rule['reasons'][] = ['none', 'against', 'all']
/** What it can be at least and at most. */
export const LIMITS: Record<Figure, [number, number]> = {
  quorum: [0, 100],
  highest: [1, 100],
  seats: [1, 50],
  budget: [1, 10 ** 15],
}
export const USUAL: Rule = {
  quorum: 50,
  majority: 'simple',
  secret: false,
  shown: 'closed',
  method: 'majority',
  of: 'cast',
  strict: null,
  status_quo: false,
  reasons: 'none',
  binding: true,
  highest: 5,
  seats: 1,
  budget: 0,
}
export const ruleOf = (ballot: VotingRule): Rule => ({ ...USUAL, ...ballot })

type Chosen = Pick<Rule, 'method' | 'secret'> & { seats: number | string }
export function has({ method, secret, seats }: Chosen, part: Part): boolean {
  if (part === 'quorum') return true
  if (part === 'majority') return method === 'majority'
  if (part === 'secret') return method !== 'consent' // an objection has a name
  if (part === 'reasons') return !secret || method === 'consent'
  if (part === 'highest') return method === 'score'
  if (part === 'seats') return method === 'transferable'
  if (part === 'budget') return method === 'greedy' || method === 'equal_shares'
  return ['approval', 'score', 'schulze', 'runoff'].includes(method) || (method === 'transferable' && Number(seats) === 1)
}
/** Without what its method does not know: that is as usual. */
export function fitting(rule: Rule): Rule {
  const secret = has(rule, 'secret') && rule.secret
  const known = { ...rule, secret }
  const kept = <P extends keyof Rule>(part: Part, name: P): Pick<Rule, P> =>
    ({ [name]: has(known, part) ? rule[name] : USUAL[name] }) as Pick<Rule, P>
  return {
    ...known,
    ...kept('majority', 'majority'),
    ...kept('majority', 'strict'),
    of: has(known, 'majority') && rule.majority !== 'absolute' ? rule.of : 'cast',
    ...kept('reasons', 'reasons'),
    ...kept('status_quo', 'status_quo'),
    ...kept('highest', 'highest'),
    ...kept('seats', 'seats'),
    ...kept('budget', 'budget'),
  }
}
