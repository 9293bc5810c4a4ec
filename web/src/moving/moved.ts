/** What an open page does when a branch was moved. */
import * as server from '../api/server'
import type { Entry, Move, ThreadSnapshot } from '../api/types'
import { live } from '../live/line.svelte'
import { keepPlace } from '../thread/place'
import type { ThreadStore } from '../thread/store.svelte'
import Markers from './Markers.svelte'
import { leave, renamed, sweep } from './page'
import { persist } from './persist'

/** A branch left this thread, or came into it; or where one went is called otherwise; or a snapshot was merged into the page. */
export async function moved(store: ThreadStore, news: Entry | ThreadSnapshot): Promise<void> {
  if ('posts' in news)
    return keepPlace(() => {
      sweep(store, news)
      mark(store, news.moves)
    })
  const { event } = news
  if (event.type === 'thread.retitled') store.left = renamed(store.left, event)
  if (event.type !== 'posts.moved') return
  if (event.move.thread_id === store.id) keepPlace(() => mark(store, leave(store, event.move)))
  else if (event.target.id === store.id) await anew(store)
}

/** The thread that posts came into is read anew. What came in while it was asked for is told to it once more. */
async function anew(store: ThreadStore): Promise<void> {
  const found = await persist(() => server.thread(store.id), () => live.state === 'live')
  if (!found) return
  keepPlace(() => {
    sweep(store, found)
    store.seq = Math.min(store.seq, found.seq)
    store.merge(found)
    mark(store, found.moves)
    live.line.deliver()
  })
}

function mark(store: ThreadStore, moves: Move[]): void {
  store.Markers = Markers
  store.left = moves
}
