import { expect, test } from 'vitest'
import type { Member } from '../src/api/types'
import { en } from '../src/i18n/en'
import { fold, formats } from '../src/i18n/formats'
import { vi } from '../src/i18n/vi'
import { askedFor, fitting, named } from '../src/thread/mention'

const people = ['Nguyễn Thị Lan', 'Trần Quốc Bảo', 'Đỗ Hồng Ngọc'].map(
  (name, i) => ({ name, number: i + 1 }) as Member,
)

test('numbers and times are written as an office in Việt Nam writes them', () => {
  const { number, exact, short, ago } = formats('vi')
  expect(number(2318)).toBe('2.318')
  expect(exact('2025-12-25T07:05:00Z')).toBe('25/12/2025 14:05')
  expect(short('2025-12-25T07:05:00Z', Date.parse('2025-12-25T16:59:00Z'))).toBe('14:05')
  expect(short('2025-12-25T07:05:00Z', Date.parse('2025-12-25T17:01:00Z'))).toBe('25/12 14:05')
  expect(short('2025-12-25T07:05:00Z', Date.parse('2026-01-01T00:00:00Z'))).toBe('25/12/2025 14:05')
  const now = Date.parse('2025-12-25T08:05:30Z')
  expect(ago('2025-12-25T07:05:00Z', now)).toBe('1 giờ trước')
  expect(ago('2025-12-24T07:05:00Z', now)).toBe('hôm qua')
  expect(ago('2025-12-25T08:05:10Z', now)).toBe('vừa xong')
  expect(ago('2025-12-01T08:05:10Z', now)).toBe('01/12/2025')
})

test('a name is found with or without its accents, by the beginning of any of its words', () => {
  expect(fold('Đỗ Hồng Ngọc')).toBe('do hong ngoc')
  const found = (asked: string) => fitting(people, asked).map((each) => each.number)
  expect(found('ng')).toEqual([1, 3])
  expect(found('quoc b')).toEqual([2])
  expect(found('Đỗ')).toEqual([3])
  expect(found('an')).toEqual([])
})

test('a mention is asked for after an @ that begins a word, and put there as a link', () => {
  const text = 'Như @Lan'
  expect(askedFor(text, text.length)).toBe('Lan')
  expect(askedFor('ban@lan', 7)).toBe(null)
  expect(named(`${text} đã nói`, text.length, people[0]!)).toEqual({
    text: 'Như [@Nguyễn Thị Lan](#m1)  đã nói',
    caret: 27,
  })
})

test('the house style of the words is kept', () => {
  const texts = (words: object): string[] =>
    Object.values(words).flatMap((each) =>
      typeof each === 'string' ? each : typeof each === 'object' ? texts(each as object) : [],
    )
  expect(texts(vi).length).toBeGreaterThan(80)
  expect(texts(vi).length).toBe(texts(en).length)
  for (const text of texts(vi)) {
    expect(text, text).toBe(text.normalize('NFC'))
    expect(text, text).not.toMatch(/!|dashboard|deadline|feedback|hoá|thuỷ|uỷ/i)
  }
})
