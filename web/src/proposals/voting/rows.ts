/** The rows of a tally: what was said or chosen, and how often. */
import type { Vote, VoteTally } from '../../api/types.gen'
import { choices, kindOf } from './marks'
import { said } from './said'
import type { VoteWords } from './words'

export type Row = [what: string, n: string | number]

/** While it is open: choices and chosen options are counted, other ballots stand as they were cast. */
export function running(vote: Vote, tally: VoteTally[], w: VoteWords, n: (value: number) => string): Row[] {
  const kind = kindOf(vote.rule)
  const times = (wanted: (ballot: unknown) => boolean) =>
    tally.reduce((sum, each) => sum + (wanted(JSON.parse(each.ballot)) ? each.times : 0), 0)
  if (kind === 'choice') return choices(vote.rule).map((each) => [w.choices[each]!, times((ballot) => ballot === each)])
  if (kind === 'chosen')
    return vote.options.map((option, i) => [option.title, times((ballot) => (ballot as number[]).includes(i + 1))])
  return tally.map((each) => [said(vote, JSON.parse(each.ballot), w, n), each.times])
}

/** Once it is counted: the first step of the count that has numbers. Empty: it has none, as where options are compared in pairs. */
export function counted(vote: Vote, w: VoteWords): Row[] {
  const steps = vote.result?.rounds ?? []
  if (kindOf(vote.rule) === 'choice') {
    const step = steps.find((each) => each.step === 'for_against' || each.step === 'consent')
    return step ? choices(vote.rule).map((each) => [w.choices[each]!, Number(step.facts[each])]) : []
  }
  const tally = steps.find((each) => each.tally?.length)?.tally ?? []
  return vote.options.slice(0, tally.length).map((option, i) => [option.title, tally[i]!])
}

/** A number for the picture, also of a fraction ("12/5"). */
export function size(n: string | number): number {
  const [whole = '0', parts = '1'] = String(n).split('/')
  return Number(whole) / Number(parts)
}
