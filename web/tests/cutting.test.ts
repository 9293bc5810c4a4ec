/** Passages to be cut are whole words, and what is left is the rest with marks. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { left, MARK, marked, nothingLeft } from '../src/moderation/cutting'

const TEXT = 'Anh Nam ở 12 Hàng Bài nói sai.'
const chosen = (...passages: string[]) =>
  passages.reduce((all, passage) => {
    const from = TEXT.indexOf(passage)
    return marked(TEXT, all, from, from + passage.length)
  }, [] as ReturnType<typeof marked>)

test('what is selected grows to whole words', () => {
  expect(left(TEXT, chosen('2 Hà'))).toBe(`Anh Nam ở ${MARK} Bài nói sai.`)
  expect(left(TEXT, chosen(' Bài '))).toBe(`Anh Nam ở 12 Hàng ${MARK} nói sai.`)
})
test('what touches becomes one, what does not stays apart', () => {
  expect(left(TEXT, chosen('12', 'Hàng', 'Bài'))).toBe(`Anh Nam ở ${MARK} nói sai.`)
  expect(left(TEXT, chosen('Bài', '12'))).toBe(`Anh Nam ở ${MARK} Hàng ${MARK} nói sai.`)
})
test('nothing but space is nothing', () => {
  expect(marked(TEXT, [], 3, 4)).toEqual([])
  expect(left(TEXT, [])).toBe(TEXT)
})
test('of all of it nothing is left', () => {
  expect(nothingLeft(left(TEXT, marked(TEXT, [], 0, TEXT.length)))).toBe(true)
  expect(nothingLeft(left(TEXT, chosen('Nam')))).toBe(false)
})
test('whatever is selected, the words that are left stand in the text, in its order', () => {
  const words = fc.array(fc.constantFrom('một', 'hai', '**ba**', '🙂', '\n', '- bốn'), { minLength: 1 }).map((all) => all.join(' '))
  const ends = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 6 })
  fc.assert(
    fc.property(words, ends, (text, selections) => {
      const passages = selections.reduce(
        (all, [a, b]) => marked(text, all, Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)),
        [] as ReturnType<typeof marked>,
      )
      let at = 0
      for (const part of left(text, passages).split(MARK)) {
        const found = text.indexOf(part, at)
        expect(found).toBeGreaterThanOrEqual(at)
        expect(part === '' || /^\s|^$/.test(part) || found === 0).toBe(true)
        at = found + part.length
      }
    }),
  )
})
