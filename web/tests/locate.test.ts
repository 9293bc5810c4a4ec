import { describe, expect, it } from 'vitest'
import type { VersionText } from '../src/api/types.gen'
import { locate, reading } from '../src/proposals/consultation/locate'

const TEXT =
  'Điều 1. Phạm vi 👩‍🌾\n\nDữ liệu **được mở** cho mọi người, trong 30 ngày.\n\nĐiều 2. Thời hạn\n\n1. Trả lời trong 30\n   ngày.\n2. Gia hạn [một lần](https://vidu.invalid/lan) trong 30 ngày.\n'
const points = (before: string) => Array.from(before).length
const second = points(TEXT.slice(0, TEXT.indexOf('Điều 2.')))
const version = {
  version: { number: 1 },
  text: TEXT,
  articles: [
    { place: 1, heading: 'Điều 1', first: 0, html: '' },
    { place: 2, heading: 'Điều 2', first: second, html: '' },
  ],
} as unknown as VersionText

/** What the server would find there. */
const there = (first: number, words: string) => Array.from(TEXT).slice(first, first + points(words)).join('')

describe('the passage that was selected', () => {
  it('is counted in code points, behind an emoji too', () => {
    const found = locate(version, 1, 'mọi người', null)
    expect(found).toHaveProperty('passage')
    if (!('passage' in found)) return
    expect(found.passage.words).toBe('mọi người')
    expect(there(found.passage.first, found.passage.words)).toBe('mọi người')
    expect(found.passage.first).toBe(points(TEXT.slice(0, TEXT.indexOf('mọi người'))))
  })
  it('is found through marks, and keeps those inside it', () => {
    const found = locate(version, 1, 'liệu được mở cho', null)
    expect('passage' in found && found.passage.words).toBe('liệu **được mở** cho')
  })
  it('is found over the end of a line, in a list, and where a link stands', () => {
    const list = locate(version, 2, 'Trả lời trong 30 ngày.', null)
    expect('passage' in list && there(list.passage.first, list.passage.words)).toBe('Trả lời trong 30\n   ngày.')
    const link = locate(version, 2, 'hạn một lần trong', null)
    expect('passage' in link && link.passage.words).toBe('hạn [một lần](https://vidu.invalid/lan) trong')
  })
  it('is the one that was selected where the same words stand twice', () => {
    const shown = reading(TEXT.slice(TEXT.indexOf('Điều 2.'))).text
    const late = locate(version, 2, 'trong 30 ngày', shown.slice(0, shown.lastIndexOf('trong')))
    expect('passage' in late && late.passage.first).toBe(points(TEXT.slice(0, TEXT.lastIndexOf('trong 30'))))
    expect(locate(version, 2, 'trong 30 ngày', null)).toEqual({ times: 2 })
  })
  it('is of its article alone', () => {
    expect(locate(version, 1, 'Gia hạn', null)).toEqual({ times: 0 })
    expect(locate(version, 9, 'Gia hạn', null)).toEqual({ times: 0 })
    expect(locate(version, 1, '  ', null)).toEqual({ times: 0 })
  })
})
