import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Onward } from '../src/api/types.gen'
import { leftMs, waitMs } from '../src/proposals/over'

const way = (earliest: string | null): Onward => ({ stage: 'amendments', round: 1, by: 'either', earliest })
const iso = (at: number) => new Date(at).toISOString()
const DAY_MS = 86_400_000

it('is over when the two times that the server says have met, whatever time it is here', () => {
  const moment = fc.integer({ min: 0, max: 4e12 })
  fc.assert(
    fc.property(moment, fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS }), (now, ms) => {
      fc.pre(now + ms >= 0)
      expect(leftMs(way(iso(now + ms)), iso(now))).toBe(Math.max(0, ms))
    }),
  )
  expect(leftMs(way(null), iso(0))).toBe(0)
})

it('asks after the time is over, never in the past, and from time to time before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 * DAY_MS }), fc.integer({ min: 0, max: 400 * DAY_MS }), (left, passed) => {
      const wait = waitMs(left, passed)
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(10 * 60_000)
      if (left > passed && left - passed < 9 * 60_000) expect(wait).toBeGreaterThan(left - passed)
    }),
  )
})
