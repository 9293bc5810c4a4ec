/** What may be kept on a device, and for how long. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asCopy, asSelf, BYTES, DAY_MS, DAYS, ENTRIES, isKept, isOver, leaving, stated, takesAway, wordsOf } from '../src/copies/policy'

const NOW = Date.UTC(2026, 10, 27)
const public_ = (personal: string) => new Headers({ 'Public-Room': '12', 'Personal-Fields': personal })

test('only rooms, threads and their words are kept', () => {
  expect(['/rooms/1', '/threads/7', '/threads/7/bodies'].every(isKept)).toBe(true)
  const others = ['/rooms', '/rooms/1/entries', '/rooms/1/members', '/session', '/inbox', '/posts/3', '/votes/1', '/live', '/search']
  expect(others.some(isKept)).toBe(false)
})

test('what the server does not state to be of a public room is not kept', () => {
  expect(stated(new Headers())).toBeNull()
  expect(stated(new Headers({ 'Personal-Fields': 'me' }))).toBeNull()
  expect(stated(new Headers({ 'Public-Room': 'x' }))).toBeNull()
  expect(stated(public_('me may'))).toEqual({ room: 12, personal: ['me', 'may'] })
})

test('a copy says nothing of who read', () => {
  const mine = { seq: 9, epoch: 4, posts: [1], me: { number: 3 }, may: ['posts.reply'], muted: [7], mine: { 5: 'agree' }, read: [[1, 2]], turn: 'x' }
  const copy = asCopy(mine, ['me', 'may', 'muted', 'mine', 'read', 'turn'])
  expect(copy).toEqual({ seq: 9, epoch: 0, posts: [1], me: null, may: [], muted: [], mine: {}, read: [[0, 9]], turn: null })
  expect(mine.me).toEqual({ number: 3 })
})

test('a personal field that is not known keeps the whole of it from being kept', () => {
  expect(asCopy({ seq: 1, hearts: [5] }, ['hearts'])).toBeNull()
})

test('of who is signed in only what writing needs is kept', () => {
  const person = { id: 1, name: 'Nguyễn Văn An', administrator: true }
  const self = asSelf({ person, inbox: { room_id: 3, seq: 8 }, moderation: 5, build: 'b' })
  expect(self).toEqual({ person: { ...person, administrator: false }, inbox: null, moderation: null, build: 'b' })
})

test('a copy has an end', () => {
  expect(isOver(NOW - DAYS * DAY_MS + 1, NOW)).toBe(false)
  expect(isOver(NOW - DAYS * DAY_MS, NOW)).toBe(true)
  expect(isOver(NaN, NOW)).toBe(true)
  expect(isOver(NOW + 30 * DAY_MS, NOW)).toBe(true) // a clock that was wrong
})

test('what stays is within both bounds, not over, and newer than what goes', () => {
  const copy = fc.record({ at: fc.integer({ min: NOW - 9 * DAY_MS, max: NOW }), bytes: fc.integer({ min: 1, max: BYTES >> 4 }) })
  fc.assert(
    fc.property(fc.array(copy, { maxLength: 2 * ENTRIES }), (made) => {
      const copies = made.map((each, n) => ({ ...each, path: `/threads/${n}` }))
      const goes = new Set(leaving(copies, NOW))
      const [stay, go] = [copies.filter(({ path }) => !goes.has(path)), copies.filter(({ path }) => goes.has(path))]
      expect(stay.length).toBeLessThanOrEqual(ENTRIES)
      expect(stay.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(BYTES)
      expect(stay.every(({ at }) => !isOver(at, NOW))).toBe(true)
      const oldest = Math.min(...stay.map(({ at }) => at))
      expect(go.every(({ at }) => at <= oldest)).toBe(true)
    }),
  )
})

test('words are as of the newest version that is here', () => {
  const blocks = [{ seq: 1, bodies: [{ id: 1, version: 2 }, { id: 2, version: 1 }] }, { seq: 2, bodies: [{ id: 1, version: 1 }] }]
  expect(wordsOf(blocks, [1, 3])).toEqual({ seq: 0, bodies: [{ id: 1, version: 2 }] })
  expect(wordsOf(blocks, [3])).toBeNull()
})

test('where words are taken away, or the room is, no copy stays', () => {
  const entry = (event: object) => takesAway({ type: 'entry', event })
  expect(entry({ type: 'post.hidden', blanked: [4] })).toBe(true)
  expect(entry({ type: 'member.erased', blanked: [] })).toBe(true)
  expect(entry({ type: 'room.described', room: { visibility: 'members' } })).toBe(true)
  expect(entry({ type: 'room.described', room: { visibility: 'public' } })).toBe(false)
  expect(entry({ type: 'post.added' })).toBe(false)
  expect([401, 403, 404, 429, 503].map((status) => takesAway({ type: 'refused', status }))).toEqual([true, true, true, false, false])
})
