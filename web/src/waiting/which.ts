/** Which of one's own held posts belong where, and which news is about them. Pure. */
import type { Entry, Held } from '../api/types'

/** Those of a thread; null: those that would open one. */
export const inThread = (held: Held[], thread: number | null): Held[] =>
  held.filter((each) => each.thread_id === thread)

/** Whether an entry of the inbox may have changed what waits in a room; null: some were missed. */
export function concerns(entry: Entry | null, room: number): boolean {
  if (!entry) return true
  const { event } = entry
  return (event.type === 'post.held' || event.type === 'notice.added') && event.room_id === room
}
