import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { later, reduceLine, reduceRoom, reduceThread } from '../src/thread/reduce'
import { acts, World, type Act } from './world'

const FIRST = 1
/** One of everything that can happen, so that no type of event goes untried. */
const EVERYTHING: Act[] = [0, 4, 5, 6, 7, 8, 8, 10, 11, 11, 14, 15, 16].flatMap((what, on) =>
  [0, 1].map((side) => ({ what, who: on, on, side })),
)
const PEOPLE: Act[] = [0, 1, 2, 3, 3].map((side) => ({ what: 9, who: 1, on: 0, side }))
const HIDING: Act[] = [0, 2, 3, 0].map((side) => ({ what: 12, who: 0, on: 0, side }))

const SLOWING: Act[] = [0, 1].map((side) => ({ what: 14, who: 0, on: 0, side }))
const TITLING: Act[] = [3, 2].map((side) => ({ what: 14, who: 0, on: 0, side }))
const ERASING: Act[] = [13, 15].map((what) => ({ what, who: 1, on: 0, side: 0 }))
const UNNAMING: Act[] = [{ what: 13, who: 1, on: 0, side: 2 }]

function halves(list: Act[], cut: number) {
  const early = new World(list.slice(0, cut))
  const late = new World(list)
  expect(late.journal.slice(0, early.journal.length)).toEqual(early.journal)
  return { early, late, news: late.journal.slice(early.journal.length) }
}

describe('a snapshot and the entries after it are a fresh snapshot', () => {
  test('the sample tries every type of event', () => {
    const world = new World([...EVERYTHING, ...PEOPLE, ...PEOPLE, ...HIDING, ...UNNAMING, ...ERASING, ...SLOWING, ...TITLING])
    const types = new Set(world.journal.map((entry) => entry.event.type))
    expect([...types].sort()).toEqual([
      'member.erased',
      'member.joined',
      'member.left',
      'member.name_hidden',
      'member.removed',
      'member.renamed',
      'member.role_changed',
      'position.taken',
      'post.added',
      'post.cut',
      'post.edited',
      'post.hidden',
      'post.reacted',
      'post.redacted',
      'post.restored',
      'post.retracted',
      'posts.moved',
      'room.archived',
      'room.described',
      'room.opened',
      'room.unarchived',
      'thread.closed',
      'thread.opened',
      'thread.reopened',
      'thread.retitled',
      'thread.slowed',
      'thread.unslowed',
    ])
    const start = new World()
    const room = world.journal.slice(start.journal.length).reduce(reduceRoom, start.snapshot(2))
    expect({ ...room, me: null }).toEqual({ ...world.snapshot(2), me: null })
  })

  test('of a room', () => {
    fc.assert(
      fc.property(acts(60, 16), fc.nat(60), (list, cut) => {
        const { early, late, news } = halves(list, cut)
        expect(news.reduce(reduceRoom, early.snapshot(FIRST))).toEqual(late.snapshot(FIRST))
      }),
    )
  })

  test('of a room in the list of rooms', () => {
    fc.assert(
      fc.property(acts(60, 16), fc.nat(60), (list, cut) => {
        const { early, late, news } = halves(list, cut)
        expect(news.reduce(reduceLine, early.line(FIRST))).toEqual(late.line(FIRST))
      }),
    )
  })

  test('of a thread', () => {
    fc.assert(
      fc.property(acts(60, 16), fc.nat(60), (list, cut) => {
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

test('a room was last spoken in when its newest post came, not when somebody voted or joined', () => {
  const world = new World()
  const before = world.line(FIRST)
  const from = world.journal.length
  for (const [what, side] of [[5, 0], [10, 0], [8, 0], [9, 1], [11, 0]] as const)
    world.do({ what, who: 0, on: 0, side })
  const after = world.journal.slice(from).reduce(reduceLine, before)
  expect(after.seq).toBeGreaterThan(before.seq + 4)
  expect(after.last_at).toBe(before.last_at)
  world.do({ what: 0, who: 1, on: 0, side: 3 })
  const entry = world.journal.at(-1)!
  expect(reduceLine(after, entry).last_at).toBe(world.posts.at(-1)!.at)
  const far = { ...after, last_at: '2027-01-01T00:00:00Z' }
  expect(reduceLine(far, entry).last_at).toBe(far.last_at)
})

test('times compare although their fractions differ in length', () => {
  expect(later('2026-11-25T08:00:00Z', '2026-11-25T08:00:00.5Z')).toBe('2026-11-25T08:00:00.5Z')
  expect(later('2026-11-25T08:00:00.25Z', '2026-11-25T08:00:00.1Z')).toBe('2026-11-25T08:00:00.25Z')
})
