/** An open thread of the world of the tests. */
import { ThreadStore } from '../src/thread/store.svelte'
import type { World } from './world'

/** The posts as they stand in the thread. */
export const tree = (store: ThreadStore) =>
  [...store.chunks.rows()].map(({ post, depth, mine }) => ({ ...post, depth, mine }))

/** The thread that was opened first in this world, as `me` sees it when they come. */
export function opened(world: World, me: number | null = 1): ThreadStore {
  const { id } = world.threads.at(-1)!
  const store = new ThreadStore(id)
  store.me = me
  store.merge(world.thread(id, me))
  return store
}
