/** What the lists of threads say of each: what entries change, and what they leave open. */
import { expect, test } from 'vitest'
import type { Entry, ThreadLine } from '../src/api/types'
import { byThread, leavesOpen, reduceThreadLines, type ById } from '../src/room/thread-lines'

const ME = 2
const entry = (by: number | null, event: object) => ({ seq: 9, at: '', by, event }) as unknown as Entry
const added = (thread_id: number, by: number | null) => entry(by, { type: 'post.added', post: { thread_id } })
const line = (thread_id: number, unread = 0, proposal_id: number | null = null): ThreadLine => ({ thread_id, unread, proposal_id })
const after = (lines: ThreadLine[], entries: Entry[], me: number | null = ME) =>
  [...entries.reduce<ById>((all, each) => reduceThreadLines(all, each, me), byThread(lines)).values()]

test('a post of somebody else is one more unread in its thread, also where nothing was said of that yet', () => {
  expect(after([line(1, 3), line(2)], [added(1, 1), added(4, 3), added(4, null)])).toEqual([line(1, 4), line(2), line(4, 2)])
})
test('my own is none, and to one who reads from outside nothing is unread', () => {
  expect(after([line(1, 3)], [added(1, ME)])).toEqual([line(1, 3)])
  expect(after([line(1)], [added(1, 1)], null)).toEqual([line(1)])
})
test('a proposal that is opened is what its thread is about, whatever is unread there', () => {
  const opened = entry(1, { type: 'proposal.opened', proposal: { id: 7, thread_id: 4 } })
  expect(after([line(1, 3)], [added(4, 1), opened, added(4, 1)])).toEqual([line(1, 3), line(4, 2, 7)])
})
test('what posts that went to another thread leave unread is asked for; nothing else is', () => {
  const moved = entry(1, { type: 'posts.moved', source: { id: 1 }, target: { id: 4 } })
  expect(after([line(1, 3)], [moved])).toEqual([line(1, 3)])
  expect([moved, added(1, 1)].map(leavesOpen)).toEqual([true, false])
})
test('what says nothing new of threads leaves them as they are', () => {
  const lines = byThread([line(1, 3)])
  expect(reduceThreadLines(lines, entry(1, { type: 'thread.closed', thread_id: 1 }), ME)).toBe(lines)
})
