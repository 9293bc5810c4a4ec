/** What can be decided about a target, as it stands: no act that would change nothing. */
import type { Case, OfWords, Shown } from './types'

export function possible(
  { stage, target }: Pick<Case, 'stage' | 'target'>,
  { hidden_as, html, uncut }: Pick<Shown, 'hidden_as' | 'html' | 'uncut'>,
): OfWords[] {
  if (target === 'held') return stage !== 'decided' ? ['approve', 'remove'] : hidden_as ? ['restore'] : []
  if (hidden_as) return hidden_as === 'hidden' ? ['restore', 'remove'] : ['restore']
  const takes: OfWords[] = html ? ['hide', 'remove', 'edit'] : [] // its author took the words back
  if (uncut) takes.push('restore')
  return stage === 'decided' ? takes : ['approve', ...takes]
}
