import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newKey } from '../src/api/key'
import { after, isDue, nextDue, type Happening, type Sending } from '../src/live/outbox'

const fresh: Sending = {
  ...{ key: 'k', person: 1, room: 5, thread: 7, parent: null, kind: 'opinion', body: 'Ý kiến' },
  ...{ at: 0, state: 'sending', tries: 0, due: 0, reason: '', signedOut: false },
}
const refused = (status: number): Happening => ({ type: 'refused', status, detail: 'Chủ đề đã đóng.' })

describe('a post on its way', () => {
  test('goes again by itself when no answer came, later each time', () => {
    const once = after(fresh, { type: 'lost' }, 1000, 1)
    const twice = after(once, { type: 'lost' }, 5000, 1)
    expect([once.state, once.due, twice.due]).toEqual(['unconfirmed', 2000, 6500])
    expect(isDue(once, 1999)).toBe(false)
    expect(isDue(once, 2000)).toBe(true)
  })
  test('waits as long as the server says', () => {
    expect(after(fresh, { type: 'lost', retryAfterMs: 9000 }, 1000).due).toBe(10_000)
  })
  test('stays, with the reason, when it was refused', () => {
    const failed = after(fresh, refused(409))
    expect([failed.state, failed.reason, failed.due]).toEqual(['failed', 'Chủ đề đã đóng.', null])
    expect(after(failed, { type: 'again' }, 3)).toMatchObject({ state: 'sending', due: 3, reason: '' })
  })
  test('waits for its person when the session has ended, and only then goes on', () => {
    const waiting = after(fresh, refused(401))
    expect([waiting.state, waiting.signedOut, waiting.due]).toEqual(['unconfirmed', true, null])
    expect(after(waiting, { type: 'signed-in' }, 8)).toMatchObject({ state: 'sending', due: 8 })
    expect(after(fresh, { type: 'signed-in' }, 8)).toBe(fresh)
  })
  test('keeps its key and its words whatever happens to it', () => {
    const happening = fc.oneof(
      fc.constant<Happening>({ type: 'lost' }),
      fc.constant<Happening>({ type: 'again' }),
      fc.constant<Happening>({ type: 'signed-in' }),
      fc.constantFrom(400, 401, 403, 409, 422).map(refused),
    )
    fc.assert(
      fc.property(fc.array(happening), (all) => {
        const end = all.reduce((item, each) => after(item, each), fresh)
        expect([end.key, end.body]).toEqual(['k', 'Ý kiến'])
        // It is never forgotten: either it will go again, or somebody is told and can act.
        expect(end.due !== null || end.state === 'failed' || end.signedOut).toBe(true)
      }),
    )
  })
  test('the next moment to look is the earliest', () => {
    expect(nextDue([{ ...fresh, due: 9 }, { ...fresh, due: null }, { ...fresh, due: 4 }])).toBe(4)
    expect(nextDue([])).toBe(null)
  })
})

test('keys are UUIDs of version 7, in the order of time', () => {
  const key = newKey(1_795_000_000_000)
  expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(key.slice(0, 13) < newKey(1_795_000_000_001).slice(0, 13)).toBe(true)
  expect(newKey()).not.toBe(newKey())
})
