import fc from 'fast-check'
import { expect, test } from 'vitest'
import { has, minus, rangesOf, union } from '../src/thread/ranges'

const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 60 }))
const numbers = (set: number[][]) => set.flatMap(([a, b]) => Array.from({ length: b! - a! + 1 }, (_, i) => a! + i))
const sorted = (list: Iterable<number>) => [...list].sort((a, b) => a - b)

test('ranges hold the numbers they were made of, and no others', () => {
  fc.assert(
    fc.property(seqs, (list) => {
      const ranges = rangesOf(list)
      expect(numbers(ranges)).toEqual(sorted(list))
      for (let n = 0; n <= 61; n++) expect(has(ranges, n)).toBe(list.includes(n))
    }),
  )
})
test('neighbours are one range', () => {
  expect(rangesOf([3, 1, 2, 9, 7, 8])).toEqual([
    [1, 3],
    [7, 9],
  ])
})
test('joining and taking away are those of sets', () => {
  fc.assert(
    fc.property(seqs, seqs, (a, b) => {
      expect(union(rangesOf(a), rangesOf(b))).toEqual(rangesOf([...a, ...b]))
      expect(minus(rangesOf(a), rangesOf(b))).toEqual(rangesOf(a.filter((n) => !b.includes(n))))
    }),
  )
})
