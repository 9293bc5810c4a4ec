/** The list of rooms stands still: new lines come last, gone ones go, and what would move is counted. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RoomLine } from '../src/api/types'
import { inOrder, inPlace, moves } from '../src/room/still'

const line = (id: number, unread = 0) => ({ room: { id }, unread }) as unknown as RoomLine
const ids = (lines: RoomLine[]) => lines.map(({ room }) => room.id)
const of = (...all: number[]) => all.map((id) => line(id))

test('what stands keeps its place, what is new comes last, what is gone goes', () => {
  const shown = inPlace(of(3, 2, 1), [line(9), line(1), line(3, 7)], true)
  expect(ids(shown)).toEqual([3, 1, 9])
  expect(shown[0]!.unread).toBe(7)
  expect(moves(shown, of(9, 1, 3))).toBe(2)
  expect(ids(inOrder(shown, [9, 1, 3]))).toEqual([9, 1, 3])
})
test('pages after the first stay as they are', () => {
  expect(ids(inPlace(of(5, 4, 3, 2, 1), of(4, 5), false))).toEqual([5, 4, 3, 2, 1])
  expect(ids(inPlace(of(5, 4, 3, 2, 1), of(4, 5), true))).toEqual([5, 4])
  expect(ids(inPlace(of(5, 4, 3, 2, 1), of(4, 5), false, new Set([2])))).toEqual([5, 4, 3, 1])
})
test('one that goes to the top is one move, and as many moves as are counted are enough', () => {
  expect(moves(of(1, 2, 3, 4), of(4, 1, 2, 3))).toBe(1)
  expect(moves(of(1, 2, 3), of(1, 2, 3))).toBe(0)
  expect(moves([], of(1))).toBe(0)
  const order = fc.uniqueArray(fc.nat(30), { maxLength: 12 })
  fc.assert(
    fc.property(order, (all) => {
      const sorted = [...all].sort((a, b) => a - b)
      const n = moves(of(...all), of(...sorted))
      expect(n === 0).toBe(String(all) === String(sorted))
      expect(n).toBeLessThan(Math.max(1, all.length))
    }),
  )
})
