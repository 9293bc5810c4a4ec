/** A ballot in words. */
import type { Vote } from '../../api/types.gen'
import { kindOf } from './marks'
import type { VoteWords } from './words'

export function said(vote: Vote, ballot: unknown, w: VoteWords, n: (value: number) => string): string {
  if (typeof ballot === 'string') return w.choices[ballot] ?? ballot
  const title = (number: number) => vote.options[number - 1]?.title ?? String(number)
  const kind = kindOf(vote.rule)
  const scores = Array.isArray(ballot) ? ballot.map((each, i) => [i + 1, each]) : Object.entries(ballot as object)
  const parts =
    kind === 'scored'
      ? scores.filter(([, score]) => score !== null).map(([number, score]) => `${title(Number(number))}: ${n(score as number)}`)
      : (ballot as (number | number[])[]).map((each, i) => {
          const titles = [each].flat().map(title).join(' = ')
          return kind === 'ranked' ? `${n(i + 1)}. ${titles}` : titles
        })
  return parts.join('; ') || w.blank
}
