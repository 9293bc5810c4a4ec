import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Entry, FromBrowser, FromServer } from '../src/api/types'
import type { Follower } from '../src/live/feed'
import { Line, type LineState } from '../src/live/socket'

/** The far end of the line, as the test plays it. */
class Wire {
  static readonly OPEN = 1
  static last: Wire
  readyState = Wire.OPEN
  sent: FromBrowser[] = []
  onmessage: (event: { data: string }) => void = () => {}
  onclose: (event: { code: number }) => void = () => {}
  constructor() {
    Wire.last = this
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {}
  say(message: FromServer) {
    this.onmessage({ data: JSON.stringify(message) })
  }
}
class Reader implements Follower {
  epoch = 1
  seq = 3
  got: number[] = []
  refusals: number[] = []
  renewed = 0
  apply(entries: Entry[]) {
    this.got.push(...entries.map((each) => each.seq))
  }
  async renew() {
    this.renewed++
    this.seq = 2
  }
  refused(status: number) {
    this.refusals.push(status)
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', Wire)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function standing() {
  const states: LineState[] = []
  const nothing = () => {}
  const line = new Line('ws://loopback/live', {
    ...{ news: () => line.deliver(), hello: nothing, inbox: nothing, ended: nothing },
    changed: (state) => states.push(state),
  })
  const reader = new Reader()
  line.join(5, reader)
  line.open()
  Wire.last.say({ type: 'hello', build: '', beat_s: 600, person: null, inbox: null })
  return { line, reader, wire: Wire.last, asked: () => Wire.last.sent.filter(isFollow).length }
}
const isFollow = ({ type }: FromBrowser) => type === 'follow'
const refusal = (status: number, reason: string): FromServer => ({
  ...{ type: 'refused', room: 5, status, problem: `/problems/${reason}`, detail: 'Chưa được' },
})

test.each([
  [503, 'database-away'],
  [500, 'failed'],
  [429, 'too-many'],
])('a server that cannot answer just now (%i) is asked again and takes nothing away', (status, reason) => {
  const { line, reader, wire, asked } = standing()
  expect(asked()).toBe(1)
  wire.say(refusal(status, reason))
  expect(reader.refusals).toEqual([])
  expect(line.state).toBe('catching-up')
  vi.advanceTimersByTime(400)
  expect(asked()).toBe(1)
  vi.advanceTimersByTime(700)
  expect(asked()).toBe(2)
  wire.say({ type: 'followed', room: 5, epoch: 1, seq: 4 })
  expect(line.state).toBe('catching-up')
  wire.say({
    ...{ type: 'entry', room: 5, seq: 4, at: '', by: 1 },
    event: { type: 'thread.reopened', thread_id: 1 },
  })
  expect(reader.got).toEqual([4])
  expect(line.state).toBe('live')
})

test('refused again and again, it waits longer, and asks once each time', () => {
  const { wire, asked } = standing()
  vi.spyOn(Math, 'random').mockReturnValue(1)
  for (const waitMs of [1000, 1500, 2500, 4500]) {
    const before = asked()
    wire.say(refusal(503, 'database-away'))
    vi.advanceTimersByTime(waitMs - 1)
    expect(asked()).toBe(before)
    vi.advanceTimersByTime(1)
    expect(asked()).toBe(before + 1)
  }
  vi.restoreAllMocks()
})

test('a journal behind what was seen calls for a new snapshot, and the line goes on from there', async () => {
  const { line, reader, wire, asked } = standing()
  wire.say(refusal(409, 'ahead-of-journal'))
  expect(line.state).toBe('catching-up')
  await vi.advanceTimersByTimeAsync(0)
  expect(reader.renewed).toBe(1)
  expect(reader.refusals).toEqual([])
  expect(asked()).toBe(2)
  expect(wire.sent.at(-1)).toMatchObject({ type: 'follow', room: 5, seq: 2 })
  wire.say(refusal(409, 'ahead-of-journal'))
  await vi.advanceTimersByTimeAsync(0)
  expect(reader.renewed).toBe(1)
  await vi.advanceTimersByTimeAsync(1500)
  expect(reader.renewed).toBe(2)
})

test.each([401, 403, 404])('who may not read (%i) has lost the room, and does not ask for ever', (status) => {
  const { line, reader, wire, asked } = standing()
  wire.say(refusal(status, 'no-room'))
  expect(reader.refusals).toEqual([status])
  expect(line.state).toBe('live')
  vi.advanceTimersByTime(120_000)
  expect(asked()).toBe(1)
})
