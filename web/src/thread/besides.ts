/** What a thread may have besides its posts: branches that were moved, and reactions. It comes with the first of either. */
import type { Entry, ThreadSnapshot } from '../api/types'
import { moved } from '../moving/moved'
import { reacted } from '../reactions/reacted'
import type { ThreadStore } from './store.svelte'

export { default as MoveDialog } from '../moving/MoveDialog.svelte'
export { choose } from '../reactions/reacted'

/** A snapshot was merged into the page, or an entry tells of one of them. */
export function told(store: ThreadStore, news: Entry | ThreadSnapshot): void {
  const whole = 'posts' in news
  if (!whole || (news.moves[0] ?? store.left[0])) void moved(store, news)
  if (!whole || (news.reactions[0] ?? store.Reactions)) reacted(store, news)
}
