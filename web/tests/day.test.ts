import { expect, test } from 'vitest'
import { formats } from '../src/i18n/formats'
import { deadline, readDay, readHour, weekdayOf, writtenDay } from '../src/ui/day'

test('a day is read however its parts are set apart, and never as month before day', () => {
  for (const typed of ['5/11/2026', '05/11/2026', ' 05-11-2026', '5.11.2026', '05 11 2026', '05112026', '2026-11-05'])
    expect(readDay(typed)).toBe('2026-11-05')
  expect(readDay('')).toBe('')
})
test('what is no day is none, not another one', () => {
  for (const typed of ['31/02/2026', '29/02/2027', '12/13/2026', '00/01/2026', '5/11/26', '5/11', 'mai', '2026'])
    expect(readDay(typed)).toBeNull()
  expect(readDay('29/02/2028')).toBe('2028-02-29')
})
test('a day is written as an office in Việt Nam writes it, and read again', () => {
  expect(writtenDay('2026-12-31')).toBe('31/12/2026')
  expect(readDay(writtenDay('2026-12-31'))).toBe('2026-12-31')
  expect(writtenDay('')).toBe('')
})
test('an hour is one of twenty-four, with or without its minutes', () => {
  for (const typed of ['17:30', '17h30', '17.30', '1730', '17g30', ' 17H30 ']) expect(readHour(typed)).toBe('17:30')
  for (const typed of ['7', '7h', '07', '7:00']) expect(readHour(typed)).toBe('07:00')
  for (const typed of ['24:00', '17:60', '5 PM', '17:3', 'trưa']) expect(readHour(typed)).toBeNull()
  expect(readHour('')).toBe('')
})
test('an end is said with its weekday, by the clock of Việt Nam', () => {
  expect(weekdayOf('2026-12-13', 'vi')).toBe('Chủ Nhật')
  expect(deadline('2026-12-11T18:26:00Z', 'vi', formats('vi').exact)).toBe('thứ Bảy 12/12/2026 01:26')
  expect(deadline('2026-12-11T13:26:00Z', 'en', formats('en').exact)).toBe('Friday 11/12/2026 20:26')
})
