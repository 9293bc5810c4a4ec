import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ACTS, ends, mistake, newRow, read, suggested, written, type Step } from '../src/strikes/draft'
import { words } from '../src/strikes/words'

const step: fc.Arbitrary<Step> = fc
  .record({
    counts: fc.constantFrom('violations' as const, 'suspensions' as const),
    least: fc.integer({ min: 1, max: 1000 }),
    within_days: fc.option(fc.integer({ min: 1, max: 3660 }), { nil: null }),
    act: fc.constantFrom(...ACTS),
    days: fc.integer({ min: 1, max: 366 }),
  })
  .map((made) => ({ ...made, days: ends(made.act) ? made.days : null }))
const five: Step = { counts: 'violations', least: 5, within_days: 30, act: 'suspend', days: 7 }
const ten: Step = { counts: 'violations', least: 10, within_days: 90, act: 'suspend', days: 30 }
const thrice: Step = { counts: 'suspensions', least: 3, within_days: null, act: 'ban', days: null }

it('keeps every policy as it was', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
      const rows = read(steps)
      expect(mistake(rows)).toBeNull()
      expect(written(rows)).toEqual(steps)
    }),
  )
})

it('names the field that cannot be, and what it could be', () => {
  const rows = [newRow(), { ...newRow(), act: 'suspend' as const, days: '400' }]
  expect(mistake(rows)).toEqual({ at: 'steps.1.days', most: 366 })
  for (const typed of ['', '0', '-1', '1.5', 'ba', '1001'])
    expect(mistake([{ ...newRow(), least: typed }])).toEqual({ at: 'steps.0.least', most: 1000 })
  expect(mistake([{ ...newRow(), within: ' ' }])).toBeNull()
  expect(mistake([{ ...newRow(), act: 'ban', days: 'x' }])).toBeNull()
})

it('suggests the gravest that is reached, and nothing without a new violation', () => {
  const policy = [thrice, five, ten]
  expect(suggested(policy, 4, 0)).toBeNull()
  expect(suggested(policy, 5, 0)).toEqual(five)
  expect(suggested(policy, 10, 2)).toEqual(ten)
  expect(suggested(policy, 1, 3)).toEqual(thrice)
  expect(suggested(policy, 0, 9)).toBeNull()
})

it('says each step as a sentence in both languages', () => {
  expect(words.vi.says(five)).toBe('Từ 5 vi phạm trong 30 ngày: gợi ý tạm khóa tài khoản 7 ngày.')
  expect(words.en.says(five)).toBe('5 or more violations within 30 days: a suspension of 7 days is suggested.')
  expect(words.vi.says(thrice)).toBe('Từ 3 lần bị tạm khóa từ trước đến nay rồi lại vi phạm: gợi ý khóa vĩnh viễn.')
  expect(words.en.says(thrice)).toBe('3 or more suspensions in all, and a violation since: a ban is suggested.')
})
