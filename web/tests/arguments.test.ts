import { beforeEach, expect, it } from 'vitest'
import type { Entry, Event } from '../src/api/types'
import { Columns } from '../src/proposals/arguments/columns.svelte'
import type { Argument, Post } from '../src/proposals/arguments/types'

const AT = '2026-11-26T08:00:00Z'
const THREAD = 7
const FIRST = 10
const post = (id: number, given: Partial<Post> = {}): Post => ({
  ...{ id, thread_id: THREAD, parent_id: FIRST, author: 1, kind: 'critique', html: `<p>${id}</p>`, version: 1, at: AT },
  ...{ edited_at: null, retracted_at: null, retracted_by: null, retracted_reason: null },
  ...{ agrees: 0, disagrees: 0, passes: 0, seq: id },
  ...given,
})
const argument = (id: number, given: Partial<Argument> = {}): Argument => ({
  ...post(id),
  ...{ column: 'critique', strength: 0, replies: 0, used_by: null, used_at: null, mine: null },
  ...{ answer_id: null, answer_author: null, answered_by: null, answered_at: null, still_open_at: null },
  ...given,
})
let columns: Columns
const told = (event: Event): Entry => ({ type: 'entry', room: 1, seq: 1, at: AT, by: 2, event }) as unknown as Entry
const apply = (...events: Event[]) => columns.apply(events.map(told))
const shown = () => columns.columns.critique.lines.map(({ argument }) => argument)
const news = (column: 'support' | 'critique' | 'question') => [...columns.columns[column].news]

beforeEach(() => {
  columns = new Columns(1, () => () => {}, THREAD, () => FIRST, () => 2)
  columns.columns.critique.lines = [11, 12].map((id) => ({ argument: argument(id), evidence: null }))
})

it('lets what is new wait, and moves nothing', () => {
  apply({ type: 'post.added', post: post(13) }, { type: 'post.added', post: post(14, { parent_id: null, kind: 'support' }) })
  apply({ type: 'post.added', post: post(15, { parent_id: 11 }) }, { type: 'post.added', post: post(16, { thread_id: 8 }) })
  apply({ type: 'post.added', post: post(17, { kind: 'opinion' }) }, { type: 'post.added', post: post(13) })
  expect([news('support'), news('critique'), news('question')]).toEqual([[14], [13], []])
  expect(shown().map(({ id, replies }) => [id, replies])).toEqual([[11, 1], [12, 0]])
})

it('counts positions where the line stands, and knows its own', () => {
  apply({ type: 'position.taken', post_id: 12, number: 2, position: 'agree', agrees: 9, disagrees: 1, passes: 0 })
  expect(shown().map(({ id, agrees, mine }) => [id, agrees, mine])).toEqual([[11, 0, null], [12, 9, 'agree']])
  apply({ type: 'position.taken', post_id: 12, number: 3, position: null, agrees: 8, disagrees: 1, passes: 0 })
  expect(shown()[1]).toMatchObject({ agrees: 8, mine: 'agree' })
})

it('says what was answered and what is still open', () => {
  const of = { proposal_id: 1, post_id: 11, by: 4, at: AT }
  apply({ type: 'argument.answered', ...of, answer_id: 15, answer_author: 4 })
  expect(shown()[0]).toMatchObject({ answer_id: 15, answer_author: 4, answered_by: 4, still_open_at: null })
  apply({ type: 'argument.reopened', ...of, by: 1, still_open: true })
  expect(shown()[0]).toMatchObject({ answer_id: null, answered_by: null, still_open_at: AT })
  apply({ type: 'argument.answered', ...of, proposal_id: 2, answer_id: 15, answer_author: 4 })
  expect(shown()[0]!.answer_id).toBe(null)
})

it('keeps a line in its place when it is put back, hidden, and reused again', () => {
  const of = { proposal_id: 1, post_id: 12, by: 3, at: AT }
  apply({ type: 'argument.released', ...of })
  expect(shown()[1]).toMatchObject({ released: true })
  apply({ type: 'argument.reused', ...of, stance: 'critique' }, { type: 'argument.reused', ...of, post_id: 30, stance: 'support' })
  expect(shown()[1]).toMatchObject({ released: false, used_by: 3 })
  expect([news('critique'), news('support')]).toEqual([[], [30]])
  apply({ type: 'post.hidden', post_id: 11, at: AT, how: 'hidden', rule: 'insult', blanked: [] })
  expect(shown().map(({ id, html }) => [id, html])).toEqual([[11, ''], [12, '<p>12</p>']])
})

it('shows one’s own at once, and once', () => {
  columns.said(post(20), 'critique')
  apply({ type: 'post.added', post: post(20) })
  expect(shown().map(({ id }) => id)).toEqual([20, 11, 12])
  expect(news('critique')).toEqual([])
})
