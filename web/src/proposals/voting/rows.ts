/** The rows of a tally: what was said or chosen, and how often. */
import type { Vote, VoteTally } from '../../api/types.gen'
import { choices, kindOf } from './marks'
import { said } from './said'
import type { VoteWords } from './words'

/** `won`: by it, this is funded or chosen. */
export type Row = [what: string, n: string | number, won?: boolean]

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

/** Once it is counted: what each option has. Empty: where they are ranked, `result/` has the rounds or the pairs. */
export function counted(vote: Vote, w: VoteWords, n: (value: number) => string): Row[] {
  const steps = vote.result?.rounds ?? []
  if (kindOf(vote.rule) === 'choice') {
    const step = steps.find((each) => each.step === 'for_against' || each.step === 'consent')
    return step ? choices(vote.rule).map((each) => [w.choices[each]!, Number(step.facts[each])]) : []
  }
  if (kindOf(vote.rule) === 'ranked') return []
  const tally = steps.find((each) => each.tally?.length)?.tally ?? []
  return vote.options
    .slice(0, tally.length)
    .map((option, i) => [
      option.cost ? `${option.title} (${w.cost(n(option.cost))})` : option.title,
      tally[i]!,
      vote.result!.winners.includes(i + 1),
    ])
}

/** A number for the picture, also of a fraction ("12/5"). */
export function size(n: string | number): number {
  const [whole = '0', parts = '1'] = String(n).split('/')
  return Number(whole) / Number(parts)
}

/** The rounds of a count by transfers: in each, what every option has, '' where it is out. */
export const rounds = (vote: Vote): string[][] =>
  (vote.result?.rounds ?? []).flatMap(({ tally }) => (tally?.length ? [tally] : []))

/** The winner of a count by pairs beside each other option: how many ballots put it before that, and behind. Null: there is none. */
export function duels({ options, result }: Vote): { winner: string; rows: [other: string, before: number, behind: number][] } | null {
  const won = (result?.winners[0] ?? 0) - 1
  const pairs = result?.pairs ?? []
  if (!pairs[won]) return null
  const rows = options.map((option, i): [string, number, number] => [option.title, pairs[won]![i]!, pairs[i]![won]!])
  return { winner: options[won]!.title, rows: rows.toSpliced(won, 1) }
}
