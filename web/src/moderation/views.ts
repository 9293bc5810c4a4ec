/** The views of the queue, in the order of their tabs, and the one an address asks for. */
import type { View } from './types'

export const VIEWS: readonly View[] = ['waiting', 'mine', 'overdue', 'proposed', 'review', 'decided']

export function viewOf(search: string): View {
  const asked = new URLSearchParams(search).get('view')
  return VIEWS.find((each) => each === asked) ?? 'waiting'
}
