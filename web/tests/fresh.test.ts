import { expect, test } from 'vitest'
import { Fresh } from '../src/live/fresh'

const shown = (seq: number, epoch = 1) => ({ epoch, seq })

test('a snapshot that entries about something else have overtaken is taken, and the cursor stays where they led', async () => {
  const fresh = new Fresh()
  const cursor = shown(8)
  const found = fresh.ask(cursor, async () => shown(8))
  cursor.seq = 11
  expect(await found).toEqual(shown(8))
  expect(cursor).toEqual(shown(11))
})

test('one that an entry about it has overtaken is asked for again', async () => {
  const fresh = new Fresh()
  const cursor = shown(8)
  let at = 8
  const found = await fresh.ask(cursor, async () => {
    const read = shown(at)
    if (at === 8) {
      cursor.seq = at = 9 // its entry comes while the answer is on its way
      fresh.tell(9)
    }
    return read
  })
  expect(found).toEqual(shown(9))
})

test('where entries are always faster there is an end to asking', async () => {
  const fresh = new Fresh()
  const cursor = shown(1)
  let asked = 0
  const found = await fresh.ask(cursor, async () => {
    const read = shown(cursor.seq)
    fresh.tell(++cursor.seq)
    asked++
    return read
  })
  expect(found).toBeNull()
  expect(asked).toBe(5)
})

test('an answer to an earlier question does not replace that to a later one', async () => {
  const fresh = new Fresh()
  const cursor = shown(4)
  let answer = (_: { epoch: number; seq: number }): void => {}
  const slow = fresh.ask(cursor, () => new Promise<{ epoch: number; seq: number }>((resolve) => (answer = resolve)))
  expect(await fresh.ask(cursor, async () => shown(4))).toEqual(shown(4))
  answer(shown(4))
  expect(await slow).toBeNull()
})

test('another journal begins anew, wherever it stands', async () => {
  const fresh = new Fresh()
  const cursor = shown(50)
  fresh.tell(50)
  expect(await fresh.ask(cursor, async () => shown(3, 2))).toEqual(shown(3, 2))
  expect(cursor).toEqual(shown(3, 2))
})
