/**
 * What is unread in each thread of a room, and which threads discuss a proposal, by their numbers. It is no part of the room's
 * snapshot, which is the same for all who open the room. What entries say of it is told here; what was read is asked for.
 */
import type { Entry, ThreadLine } from '../api/types'

export type ById = ReadonlyMap<number, ThreadLine>

export const byThread = (lines: readonly ThreadLine[]): ById => new Map(lines.map((line) => [line.thread_id, line]))

/** `me`: the reader's number in the room; null: they read it from outside, and nothing is unread to them. */
export function reduceThreadLines(lines: ById, { event, by }: Entry, me: number | null): ById {
  if (event.type === 'post.added' && me !== null && by !== me) {
    const { thread_id } = event.post
    return changed(lines, thread_id, { unread: (lines.get(thread_id)?.unread ?? 0) + 1 })
  }
  if (event.type === 'proposal.opened' && event.proposal.thread_id)
    return changed(lines, event.proposal.thread_id, { proposal_id: event.proposal.id })
  return lines
}

/** Whether an entry says less than is to be known: which of the posts that went elsewhere were read is not told. */
export const leavesOpen = ({ event }: Entry): boolean => event.type === 'posts.moved'

function changed(lines: ById, thread_id: number, change: Partial<ThreadLine>): ById {
  const line = lines.get(thread_id) ?? { thread_id, unread: 0, proposal_id: null }
  return new Map(lines).set(thread_id, { ...line, ...change })
}
