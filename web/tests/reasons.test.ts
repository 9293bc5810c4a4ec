import { expect, test, vi } from 'vitest'
import type { Entry, Event } from '../src/api/types'
import { Feed, type Follower } from '../src/live/feed'
import { Amendments } from '../src/proposals/amendments/list.svelte'
import type { Amendment } from '../src/proposals/amendments/types'

vi.hoisted(() => vi.stubGlobal('location', { protocol: 'http:', host: 'localhost' }))

const line = (reason: string | null): Amendment => ({
  ...{ id: 7, proposal_id: 3, number: 1, post_id: 11, by: 2, at: '', base: 1, revision: 1, changes: 1 },
  ...{ state: reason === null ? ('open' as const) : ('rejected' as const), reason, decided_by: 1, decided_at: '', version: null },
})
const entry = (seq: number, event: object): Entry => ({ ...{ type: 'entry', room: 5, seq, at: '', by: 1 }, event: event as Event })
const ended = (reason: string) => ({ type: 'amendment.ended', proposal: { id: 3 }, amendment: line(reason) })
const hidden = { type: 'post.hidden', post_id: 11, at: '', how: 'hidden', rule: 'insult', blanked: [2] }

test.each(['post.hidden', 'post.retracted'])('why an amendment ended goes with its reasons: %s', (type) => {
  const amendments = new Amendments(3, 5)
  amendments.lines = [line(null)]
  amendments.apply([entry(2, ended('Chưa đủ nguồn lực'))])
  expect(amendments.told.get(7)?.reason).toBe('Chưa đủ nguồn lực')
  amendments.apply([entry(3, { ...hidden, type, post_id: 12 })])
  expect(amendments.told.get(7)?.reason, 'another post').toBe('Chưa đủ nguồn lực')
  amendments.apply([entry(4, { ...hidden, type })])
  expect([amendments.told.get(7)?.reason, amendments.lines[0]!.reason]).toEqual(['', ''])
  amendments.apply([entry(5, { type: 'post.restored', post: { id: 11 } })])
  expect(amendments.told.has(7), 'what is asked for anew stands').toBe(false)
})

test('what is told of an amendment when a co-author was erased takes the place of what was told before', () => {
  const amendments = new Amendments(3, 5)
  amendments.lines = [line('Chưa đủ nguồn lực')]
  amendments.apply([entry(2, { type: 'amendment.redacted', amendment: line('…'), blanked: [1] })])
  expect(amendments.lines[0]!.reason).toBe('…')
  expect(amendments.counts.rejected, 'it ended once').toBe(0)
})

test('what a feed keeps for who joins later says no more why', () => {
  const reader = (): Follower & { got: Entry[] } => {
    const got: Entry[] = []
    return { epoch: 1, seq: 1, got, apply: (entries) => void got.push(...entries), renew: async () => {} }
  }
  const [early, late, feed] = [reader(), reader(), new Feed(5, () => {})]
  feed.join(early)
  feed.followed(1, 1)
  feed.take(entry(2, ended('Chưa đủ nguồn lực')))
  feed.deliver()
  expect(JSON.stringify(early.got)).toContain('Chưa đủ')
  feed.take(entry(3, hidden))
  feed.join(late)
  feed.deliver()
  expect(late.got.length).toBe(2)
  expect(JSON.stringify(late.got)).not.toContain('Chưa đủ')
})
