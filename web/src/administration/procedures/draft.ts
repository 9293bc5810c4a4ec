/** A procedure as it is typed: which of the stages it has, and its numbers as text until it is sent. */
import type { Procedure, StagesStage, StagesStep } from '../../api/types.gen'
import { fitting, has, LIMITS, ruleOf, USUAL, type Figure, type Rule } from '../../proposals/voting/rule/rule'

export type By = NonNullable<StagesStep['by']>
export interface StepDraft {
  stage: StagesStage
  on: boolean
  days: string
  by: By
}
export interface Draft extends Omit<Rule, Figure>, Record<Figure, string> {
  title: string
  /** All stages there are, in their order. */
  steps: StepDraft[]
  /** The number of the procedure it is set in place of; empty: of none. */
  replaces: string
}

/** In the order of a proposal's life. It begins with the first; of the others a procedure has some. */
export const STAGES = ['discussion', 'amendments', 'frozen', 'vote', 'decided', 'answered'] as const
export const BY: By[] = ['either', 'authors', 'keepers']
export const LONGEST_D = 366
const FIGURES = Object.keys(LIMITS) as Figure[]

export const votes = (steps: { stage: StagesStage; on?: boolean }[]): boolean =>
  steps.some(({ stage, on = true }) => stage === 'vote' && on)

const typed = (rule: Rule) => ({
  ...rule,
  ...(Object.fromEntries(FIGURES.map((each) => [each, String(rule[each])])) as Record<Figure, string>),
})
/** A figure as it is typed, also in groups: 1.000.000. Null: it is none. */
export const figure = (text: string): number | null =>
  /^\d{1,3}([. ,]?\d{3})*$|^\d{1,16}$/.test(text.trim()) ? Number(text.replaceAll(/\D/g, '')) : null

export function newDraft(): Draft {
  const steps = STAGES.map((stage) => ({ stage, on: true, days: '0', by: 'either' as const }))
  return { ...typed(USUAL), title: '', steps, replaces: '' }
}

/** As a beginning for the one that takes its place. */
export function read({ id, title, steps, ballot }: Procedure): Draft {
  const all = STAGES.map((stage): StepDraft => {
    const step = steps.find((each) => each.stage === stage)
    return { stage, on: step !== undefined, days: String(step?.days ?? 0), by: step?.by ?? 'either' }
  })
  return { ...typed(ruleOf(ballot)), title, steps: all, replaces: String(id) }
}

export const nameOf = (stage: StagesStage) => `steps.${stage}.days`
const whole = (text: string, most: number) => /^\d{1,3}$/.test(text.trim()) && Number(text) <= most

/** The first field that holds no number it could: what it is of. */
export function mistake(draft: Draft): { at: string; of: 'days' | Figure } | null {
  const step = draft.steps.find(({ on, days }) => on && !whole(days, LONGEST_D))
  if (step) return { at: nameOf(step.stage), of: 'days' }
  if (!votes(draft.steps)) return null
  const wrong = FIGURES.find((each) => {
    const [least, most] = LIMITS[each]
    const n = figure(draft[each])
    return has(draft, each) && (n === null || n < least || n > most)
  })
  return wrong ? { at: wrong, of: wrong } : null
}

/** As it is sent. What is voted on by nobody is voted on as usual. */
export function written({ title, steps, replaces, ...rule }: Draft) {
  const chosen = steps.filter(({ on }) => on)
  const figures = Object.fromEntries(FIGURES.map((each) => [each, figure(rule[each]) ?? USUAL[each]])) as Record<Figure, number>
  return {
    title,
    steps: chosen.map(({ stage, days, by }) => ({ stage, days: Number(days), by })),
    ballot: votes(chosen) ? fitting({ ...rule, ...figures }) : USUAL,
    replaces: Number(replaces) || null,
  }
}
