import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { later, reduceRoom, reduceThread } from '../src/thread/reduce'
import { acts, World, type Act } from './world'

const FIRST = 1
/** One of everything that can happen, so that no type of event goes untried. */
const EVERYTHING: Act[] = [0, 4, 5, 6, 7, 8, 8, 10, 11, 11].flatMap((what, on) =>
  [0, 1].map((side) => ({ what, who: on, on, side })),
)
const PEOPLE: Act[] = [0, 1, 2, 3, 3].map((side) => ({ what: 9, who: 1, on: 0, side }))

function halves(list: Act[], cut: number) {
  const early = new World(list.slice(0, cut))
  const late = new World(list)
  expect(late.journal.slice(0, early.journal.length)).toEqual(early.journal)
  return { early, late, news: late.journal.slice(early.journal.length) }
}

describe('a snapshot and the entries after it are a fresh snapshot', () => {
  test('the sample tries every type of event', () => {
    const world = new World([...EVERYTHING, ...PEOPLE, ...PEOPLE])
    const types = new Set(world.journal.map((entry) => entry.event.type))
    expect([...types].sort()).toEqual([
      'member.joined',
      'member.left',
      'member.removed',
      'member.renamed',
      'member.role_changed',
      'position.taken',
      'post.added',
      'post.edited',
      'post.retracted',
      'room.archived',
      'room.described',
      'room.opened',
      'room.unarchived',
      'thread.closed',
      'thread.opened',
      'thread.reopened',
    ])
    const start = new World()
    const room = world.journal.slice(start.journal.length).reduce(reduceRoom, start.snapshot(2))
    expect({ ...room, me: null }).toEqual({ ...world.snapshot(2), me: null })
  })

  test('of a room', () => {
    fc.assert(
      fc.property(acts(), fc.nat(60), (list, cut) => {
        const { early, late, news } = halves(list, cut)
        expect(news.reduce(reduceRoom, early.snapshot(FIRST))).toEqual(late.snapshot(FIRST))
      }),
    )
  })

  test('of a thread', () => {
    fc.assert(
      fc.property(acts(), fc.nat(60), (list, cut) => {
        const { early, late, news } = halves(list, cut)
        const { id } = early.threads[0]!
        const after = news.reduce(
          (each, entry) => reduceThread(each, entry, FIRST),
          early.thread(id, FIRST),
        )
        expect(after).toEqual(late.thread(id, FIRST))
      }),
    )
  })
})

test('times compare although their fractions differ in length', () => {
  expect(later('2026-11-25T08:00:00Z', '2026-11-25T08:00:00.5Z')).toBe('2026-11-25T08:00:00.5Z')
  expect(later('2026-11-25T08:00:00.25Z', '2026-11-25T08:00:00.1Z')).toBe('2026-11-25T08:00:00.25Z')
})
