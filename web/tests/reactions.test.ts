import { expect, test } from 'vitest'
import type { Entry, PostReacted, Received, ThreadSnapshot } from '../src/api/types'
import { pageOf } from '../src/reactions/page.svelte'
import { ThreadStore } from '../src/thread/store.svelte'

const ME = 2
const row = (count: number, mine: boolean): Received => ({ post_id: 9, reaction: 'useful', count, mine })
const snapshot = (seq: number, reactions: Received[]) => ({ seq, reactions }) as ThreadSnapshot
const told = (number: number, given: boolean, count: number): PostReacted & Entry['event'] => ({
  ...{ type: 'post.reacted', post_id: 9, number, reaction: 'useful', given, count },
})
const begun = () => pageOf(new ThreadStore(1))
const shown = (page: ReturnType<typeof begun>) =>
  page.of.get(9)?.flatMap(({ count, mine }) => (count ? [[count, mine]] : []))

test('reactions are what the newest entry says, in whichever order it is heard', () => {
  const page = begun()
  page.merge(snapshot(10, [row(3, false)]))
  page.hear(told(5, true, 5), 12, ME)
  page.hear(told(ME, true, 4), 11, ME)
  expect(shown(page)).toEqual([[5, true]])
})

test('an answer that comes after newer news changes no count, and mine is mine', () => {
  const page = begun()
  page.hear(told(4, true, 2), 12, ME)
  page.know(row(1, true), 11, true)
  expect(shown(page)).toEqual([[2, true]])
})

test('what a fresh snapshot does not have is gone, unless it is newer', () => {
  const page = begun()
  page.hear(told(4, true, 1), 11, ME)
  page.merge(snapshot(10, []))
  expect(shown(page)).toEqual([[1, false]])
  page.merge(snapshot(12, []))
  expect(shown(page)).toEqual([])
})
