/** The views of the queue, in the order of their tabs, and the one an address asks for. */
import type { View } from './types'

export const VIEWS: readonly View[] = ['waiting', 'mine', 'overdue', 'proposed', 'review', 'decided']

export function viewOf(search: string): View {
  const asked = new URLSearchParams(search).get('view')
  return VIEWS.find((each) => each === asked) ?? 'waiting'
}

/** Not the queue but the policy that suggests. */
export const POLICY = '/moderation?view=policy'
export const isPolicy = (search: string): boolean => new URLSearchParams(search).get('view') === 'policy'
