/** How long a vote still runs, in words that never say more than is left by a minute. */
import { expect, test } from 'vitest'
import { leftOf, untilNextMs, words } from '../src/proposals/voting/left'

const MINUTE = 60_000
test('a begun minute is a whole one, days leave the minutes out, and nothing left is null', () => {
  expect(leftOf(0)).toBe(null)
  expect(leftOf(-5)).toBe(null)
  expect(leftOf(1)).toEqual({ days: 0, hours: 0, minutes: 1 })
  expect(leftOf(60 * MINUTE)).toEqual({ days: 0, hours: 1, minutes: 0 })
  expect(leftOf(60 * MINUTE + 1)).toEqual({ days: 0, hours: 1, minutes: 1 })
  expect(leftOf(24 * 60 * MINUTE)).toEqual({ days: 1, hours: 0, minutes: 0 })
  expect(words.vi(leftOf(61 * MINUTE)!)).toBe('Còn 1 giờ 1 phút.')
  expect(words.en(leftOf(121 * MINUTE)!)).toBe('2 hours 1 minute left.')
  expect(leftOf(50.5 * 60 * MINUTE)).toEqual({ days: 2, hours: 2, minutes: 0 })
})

test('it is looked at again when it says something else', () => {
  for (const ms of [1, 59_999, MINUTE, MINUTE + 1, 3_599_999, 3_600_000]) {
    const wait = untilNextMs(ms)
    expect(wait).toBeLessThanOrEqual(MINUTE + 1)
    expect(leftOf(ms - wait)).not.toEqual(leftOf(ms))
    if (wait > 2) expect(leftOf(ms - wait + 2)).toEqual(leftOf(ms))
  }
})
