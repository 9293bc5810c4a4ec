import { expect, test } from 'vitest'
import { spread } from '../src/api/columns'
import type { Post, ThreadSnapshot } from '../src/api/types'

const edited = { id: 14, html: null, version: 2, seq: 9 } as Post
const found = {
  thread: { id: 7 },
  posts: [edited],
  columns: {
    id: [10, 2, 2],
    parent: [0, -1, 2],
    author: [1, 2, 1],
    kind: ['question', 'support', 'opinion'],
    at: [1_700_000_000_000, 1500, -500],
    seq: [5, -2, 6],
    agrees: [3, 0, 0],
    disagrees: [0, 1, 0],
    passes: [0, 0, 2],
  },
} as unknown as ThreadSnapshot

test('the posts of columns stand at the sums of their steps, under what they answer, before or behind them', () => {
  const [first, second, third, ...more] = spread(found).posts
  expect(more).toEqual([])
  expect(first).toMatchObject({ id: 10, thread_id: 7, parent_id: null, author: 1, kind: 'question', seq: 5, agrees: 3, html: null, files: [] })
  expect(second).toMatchObject({ id: 12, parent_id: 14, at: '2023-11-14T22:13:21.500Z', seq: 3, disagrees: 1 })
  expect(third).toBe(edited)
})

test('what did not come in columns stays as it came', () => {
  const short = { posts: [edited] } as ThreadSnapshot
  expect(spread(short)).toBe(short)
})
