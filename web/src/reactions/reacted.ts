/** Reactions come to the page of a thread: with what shows them, and the choice of one. */
import type { Entry, ThreadSnapshot } from '../api/types'
import type { Desk } from '../thread/desk.svelte'
import { keepPlace } from '../thread/place'
import type { Row } from '../thread/row.svelte'
import type { ThreadStore } from '../thread/store.svelte'
import { mayReact } from './acts'
import Chips from './Chips.svelte'
import { pageOf } from './page.svelte'

/** Somebody reacted, or took it back; or a snapshot was merged into the page. */
export function reacted(store: ThreadStore, news: Entry | ThreadSnapshot): void {
  const page = pageOf(store)
  if ('event' in news && news.event.type !== 'post.reacted') return
  keepPlace(() => {
    if ('posts' in news) page.merge(news)
    else if (news.event.type === 'post.reacted') page.hear(news.event, news.seq, store.me)
    store.Reactions = Chips
  })
}
export function choose(desk: Desk, row: Row): void {
  if (!mayReact(desk, row)) return
  desk.store.Reactions = Chips
  pageOf(desk.store).choosing = row.id
}
