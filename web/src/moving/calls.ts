/** What the server is asked to move. A command sent again under its key is the same command. */
import { call } from '../api/client'
import type { Done, Move, Thread } from '../api/types'

interface Moved {
  move: Move
  thread: Thread
}

export const split = (post: number, title: string, reason: string, key: string) =>
  call<Done<Moved>>('POST', `/posts/${post}/thread`, { key, title, reason })
/** Beneath a post of the other thread; `parent` null: beneath the thread itself. */
export const join = (post: number, thread: number, parent: number | null, reason: string, key: string) =>
  call<Done<Moved>>('PUT', `/posts/${post}/thread`, { key, thread_id: thread, parent_id: parent, reason })
