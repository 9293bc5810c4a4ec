/** What can be decided about a target, as it stands: no act that would change nothing. */
import type { Case, OfWords, Shown } from './types'

export function possible(
  { stage, target, act }: Pick<Case, 'stage' | 'target' | 'act'>,
  { id, hidden_as, html, uncut }: Pick<Shown, 'id' | 'hidden_as' | 'html' | 'uncut'>,
): OfWords[] {
  // What a review let through where nothing could be written then has no id yet.
  const unwritten = hidden_as || (act === 'restore' && !id)
  if (target === 'held') return stage !== 'decided' ? ['approve', 'remove'] : unwritten ? ['restore'] : []
  if (hidden_as) return hidden_as === 'hidden' ? ['restore', 'remove'] : ['restore']
  const takes: OfWords[] = html ? ['hide', 'remove', ...(target === 'post' ? (['edit'] as const) : [])] : [] // its author took the words back
  if (uncut) takes.push('restore')
  return stage === 'decided' ? takes : ['approve', ...takes]
}
