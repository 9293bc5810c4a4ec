import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply, around, changes, rebase, regions, seen, touching } from '../src/proposals/amendments/changes'
import { clean, length, units } from '../src/proposals/amendments/characters'

const BASE = 'Điều 1. Dữ liệu 🏛️ của cơ quan nhà nước được mở.\n\nĐiều 2. Cơ quan trả lời trong 30 ngày.\n'
// Words of one, two and more units; letters that are written with combining marks.
const word = fc.constantFrom('cơ', 'quan', '👩‍👩‍👧', '🇻🇳', 'ngày', 'tre\u0323\u0302', '30', '.', '𠊛', 'mở', 'n\u0303')
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', '\n', '\u00a0')), { maxLength: 24 })
  .map((parts) => parts.flat().join(''))

test('characters are counted as the server counts them', () => {
  expect(length('👩‍👩‍👧')).toBe(5)
  expect(length('tre\u0323\u0302')).toBe(5)
  expect(units('a🏛b', [0, 1, 2, 3])).toEqual([0, 1, 3, 4])
  fc.assert(
    fc.property(text, (each) => {
      const characters = [...each]
      expect(length(each)).toBe(characters.length)
      const every = characters.map((_, n) => n)
      expect(units(each, every)).toEqual(every.map((n) => characters.slice(0, n).join('').length))
    }),
  )
})

test('what is typed is compared as it will be kept', () => {
  expect(clean('Tie\u0302\u0301ng\r\nViệt\u202e\u0007')).toBe('Tiếng\nViệt')
})

test('changes are the smallest stretches of whole words, and say where they stand', () => {
  expect(changes(BASE, BASE.replace('30 ngày', '15 ngày làm việc'))).toEqual([
    { first: 80, dropped: '30', added: '15' },
    { first: 87, dropped: '', added: ' làm việc' },
  ])
  expect([...BASE].slice(80, 82).join('')).toBe('30')
  expect(changes(BASE, BASE)).toEqual([])
})

test('a text with its changes made is the changed text, emoji and combining marks among them', () => {
  fc.assert(
    fc.property(text, text, (older, newer) => {
      const made = changes(older, newer)
      expect(apply(older, made)).toBe(newer)
      for (const each of made)
        expect([...older].slice(each.first).join('').startsWith(each.dropped)).toBe(true)
      expect(touching(made, made)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('moved changes give what both texts ask for, or the stretch where they cannot', () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const [ours, moved] = [changes(base, mine), changes(base, theirs)]
      const found = rebase(base, ours, moved)
      const now = apply(theirs, found.changes)
      if (!found.conflicts.length) {
        const back = rebase(base, moved, ours)
        expect(back.conflicts).toEqual([])
        expect(apply(mine, back.changes)).toBe(now)
      }
      for (const each of found.conflicts) {
        expect(base.includes(each.base)).toBe(true)
        expect(each.now === each.base && each.ours === each.base).toBe(false)
      }
      expect(regions(base, ours, moved).length > 0).toBe(touching(ours, moved).length > 0)
    }),
    { numRuns: 500 },
  )
})

test('two that write at one place conflict, and both are shown with what stood there', () => {
  const ours = changes(BASE, BASE.replace('30 ngày', '15 ngày'))
  const moved = changes(BASE, BASE.replace('30 ngày', '20 ngày').replace('được mở', 'được mở miễn phí'))
  expect(rebase(BASE, ours, moved)).toEqual({
    changes: [],
    conflicts: [{ first: 80, base: '30', now: '20', ours: '15', before: BASE.slice(0, BASE.indexOf('30')), after: ' ngày.\n' }],
  })
  const same = changes(BASE, BASE.replace('được mở', 'được mở miễn phí'))
  expect(rebase(BASE, same, moved)).toEqual({ changes: [], conflicts: [] })
})

test('a change is shown with what stands around it, and no character of it is cut in half', () => {
  const made = changes(BASE, BASE.replace('30', '15'))
  expect(seen(BASE, made)).toEqual([
    { place: 1, first: 80, dropped: '30', added: '15', before: [...BASE].slice(0, 80).join(''), after: ' ngày.\n' },
  ])
  fc.assert(
    fc.property(text, text, (older, newer) => {
      for (const each of seen(older, changes(older, newer))) {
        expect(older.includes(each.before + each.dropped + each.after)).toBe(true)
        expect(/\p{Surrogate}/u.test(each.before + each.after)).toBe(false)
      }
    }),
  )
})

test('what stands around a change is its line and the one above, without half a word', () => {
  const [only] = seen(BASE, changes(BASE, BASE.replace('30', '15')))
  const above = 'Điều 1. Dữ liệu 🏛️ của cơ quan nhà nước được mở.'
  expect(around(only!)).toEqual([`${above}\nĐiều 2. Cơ quan trả lời trong `, ' ngày.'])
  const long = `${'trước '.repeat(30)}đây ${'sau '.repeat(30)}`
  const [inside] = seen(long, changes(long, long.replace('đây', 'đó')))
  const [before, after] = around(inside!)
  expect(before).toMatch(/^…trước (trước )+$/)
  expect(after).toMatch(/^ sau( sau)+…$/)
})

test('what is shown before sending is what the server will make of it', () => {
  const pairs = JSON.parse(readFileSync(new URL('./changes.json', import.meta.url), 'utf8'))
  expect(pairs.length).toBeGreaterThan(30)
  for (const { older, newer, changes: told } of pairs) expect(changes(older, newer)).toEqual(told)
})
