import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '../src/api/types'
import { backoffMs, fit } from '../src/live/cursor'
import { Feed, type Follower } from '../src/live/feed'

const entry = (seq: number): Entry => ({
  ...{ type: 'entry', room: 5, seq, at: '', by: 1 },
  event: { type: 'thread.reopened', thread_id: seq },
})

class Reader implements Follower {
  epoch = 1
  got: number[] = []
  constructor(public seq: number) {}
  apply(entries: Entry[]) {
    this.got.push(...entries.map((each) => each.seq))
  }
  async renew() {}
}
const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + 1 + i)

test('whatever is lost, doubled or out of order, every follower gets exactly what comes after its snapshot', () => {
  const journey = fc.array(
    fc.record({ seq: fc.integer({ min: 1, max: 30 }), join: fc.boolean(), flush: fc.boolean() }),
    { maxLength: 120 },
  )
  fc.assert(
    fc.property(journey, fc.nat(30), (steps, start) => {
      const asked: number[] = []
      const feed = new Feed(5, ({ seq }) => asked.push(seq))
      const readers = [new Reader(start)]
      const starts = [start]
      feed.join(readers[0]!)
      feed.followed(1, 30)
      for (const { seq, join, flush } of steps) {
        feed.take(entry(seq))
        if (join) {
          readers.push(new Reader(seq - 1))
          starts.push(seq - 1)
          feed.join(readers.at(-1)!)
        }
        if (flush) feed.deliver()
        if (feed.state === 'asked') feed.followed(1, 30)
      }
      // The server answers the last question in full.
      feed.again()
      feed.followed(1, 30)
      for (const seq of upTo(feed.seq, 30)) feed.take(entry(seq))
      feed.deliver()
      readers.forEach((reader, i) => expect(reader.got).toEqual(upTo(starts[i]!, 30)))
      expect(feed.isLive).toBe(true)
    }),
  )
})

test('words that were taken away are not kept for who joins later', () => {
  const feed = new Feed(5, () => {})
  feed.join(new Reader(3))
  feed.followed(1, 3)
  const post = { id: 9, html: '<p>Lời xấu</p>', files: [] }
  const added = { ...entry(4), event: { type: 'post.added', post } } as unknown as Entry
  const hidden = { type: 'post.hidden', post_id: 9, at: '', how: 'hidden', rule: 'insult', blanked: [4] }
  feed.take(added)
  feed.take({ ...entry(5), event: hidden } as Entry)
  feed.deliver()
  const got: Entry[] = []
  const late = new Reader(3)
  late.apply = (entries) => got.push(...entries)
  feed.join(late)
  feed.deliver()
  expect(got.map(({ seq }) => seq)).toEqual([4, 5])
  expect(JSON.stringify(got)).not.toContain('Lời xấu')
})

test('nor are titles, also of an entry that gave one back', () => {
  const feed = new Feed(5, () => {})
  feed.join(new Reader(3))
  feed.followed(1, 3)
  const thread = { id: 9, title: 'Lời xấu' }
  const titled = { type: 'thread.retitled', thread_id: 9, how: null, rule: null, blanked: [] as number[] }
  feed.take({ ...entry(4), event: { type: 'thread.opened', thread } } as unknown as Entry)
  feed.take({ ...entry(5), event: { ...titled, title: 'Lời xấu' } } as Entry)
  feed.take({ ...entry(6), event: { ...titled, title: 'Tiêu đề đã bị ẩn', how: 'hidden', rule: 'insult', blanked: [4, 5] } } as Entry)
  const got: Entry[] = []
  const late = new Reader(3)
  late.apply = (entries) => got.push(...entries)
  feed.join(late)
  feed.deliver()
  expect(got.map(({ seq }) => seq)).toEqual([4, 5, 6])
  expect(JSON.stringify(got)).not.toContain('Lời xấu')
})

test('a hole is asked for once, from the last number that is known', () => {
  const asked: number[] = []
  const feed = new Feed(5, ({ seq }) => asked.push(seq))
  feed.join(new Reader(3))
  feed.followed(1, 3)
  feed.take(entry(4))
  feed.take(entry(6))
  feed.take(entry(7))
  expect(asked).toEqual([3, 4])
})

test('a heartbeat with a higher head asks for what was lost', () => {
  const asked: number[] = []
  const feed = new Feed(5, ({ seq }) => asked.push(seq))
  feed.join(new Reader(3))
  feed.followed(1, 3)
  feed.heard(3)
  feed.heard(5)
  expect(asked).toEqual([3, 3])
})

test('fitting is arithmetic', () => {
  expect([11, 12, 14].map((seq) => fit({ epoch: 1, seq: 11 }, seq))).toEqual(['seen', 'next', 'hole'])
})

test('waiting doubles to half a minute and is jittered down to nothing', () => {
  expect([0, 1, 2, 6, 50].map((tries) => backoffMs(tries, 1))).toEqual([500, 1000, 2000, 30000, 30000])
  expect(backoffMs(9, 0)).toBe(0)
})

test('a follower that came from a copy is told apart once another is followed', () => {
  const [copied, fresh] = [new Reader(7), new Reader(9)]
  copied.epoch = 0
  const feed = new Feed(5, () => {})
  feed.join(copied)
  feed.join(fresh)
  expect(feed.parted).toBe(false)
  feed.followed(1, 9)
  expect(feed.parted).toBe(true)
  copied.epoch = 1
  expect(feed.parted).toBe(false)
})
