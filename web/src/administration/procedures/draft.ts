/** A procedure as it is typed: which of the stages it has, and its numbers as text until it is sent. */
import type { Procedure, Rule as VotingRule, StagesStage, StagesStep } from '../../api/types.gen'

export type By = NonNullable<StagesStep['by']>
export type Rule = Required<VotingRule>
export interface StepDraft {
  stage: StagesStage
  on: boolean
  days: string
  by: By
}
export interface Draft extends Omit<Rule, 'quorum'> {
  title: string
  /** All stages there are, in their order. */
  steps: StepDraft[]
  quorum: string
  /** The number of the procedure it is set in place of; empty: of none. */
  replaces: string
}

/** In the order of a proposal's life. It begins with the first; of the others a procedure has some. */
export const STAGES = ['discussion', 'amendments', 'frozen', 'vote', 'decided', 'answered'] as const
export const BY: By[] = ['either', 'authors', 'keepers']
export const MAJORITIES: Rule['majority'][] = ['simple', 'absolute', 'two_thirds']
export const SHOWN: Rule['shown'][] = ['closed', 'counts', 'own', 'live']
export const LONGEST_D = 366
const USUAL: Rule = {
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
export const votes = (steps: { stage: StagesStage; on?: boolean }[]): boolean =>
  steps.some(({ stage, on = true }) => stage === 'vote' && on)

export function newDraft(): Draft {
  const steps = STAGES.map((stage) => ({ stage, on: true, days: '0', by: 'either' as const }))
  return { ...USUAL, quorum: String(USUAL.quorum), title: '', steps, replaces: '' }
}

/** As a beginning for the one that takes its place. */
export function read({ id, title, steps, ballot }: Procedure): Draft {
  const rule = ruleOf(ballot)
  const all = STAGES.map((stage): StepDraft => {
    const step = steps.find((each) => each.stage === stage)
    return { stage, on: step !== undefined, days: String(step?.days ?? 0), by: step?.by ?? 'either' }
  })
  return { ...rule, quorum: String(rule.quorum), title, steps: all, replaces: String(id) }
}

export const nameOf = (stage: StagesStage) => `steps.${stage}.days`
const whole = (typed: string, most: number) => /^\d{1,3}$/.test(typed.trim()) && Number(typed) <= most

/** The first field that holds no number it could: what it is of. */
export function mistake({ steps, quorum }: Draft): { at: string; of: 'days' | 'quorum' } | null {
  const step = steps.find(({ on, days }) => on && !whole(days, LONGEST_D))
  if (step) return { at: nameOf(step.stage), of: 'days' }
  return votes(steps) && !whole(quorum, 100) ? { at: 'quorum', of: 'quorum' } : null
}

/** As it is sent. What is voted on by nobody is voted on as usual. */
export function written({ title, steps, replaces, ...rule }: Draft) {
  const chosen = steps.filter(({ on }) => on)
  return {
    title,
    steps: chosen.map(({ stage, days, by }) => ({ stage, days: Number(days), by })),
    ballot: votes(chosen) ? { ...rule, quorum: Number(rule.quorum) } : USUAL,
    replaces: Number(replaces) || null,
  }
}
