import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Post } from '../src/api/types'
import type { Sending } from '../src/live/outbox'
import { ahead } from '../src/thread/ahead'
import { Row } from '../src/thread/row.svelte'
import { nextTurn } from '../src/thread/turn'
import { opened, tree } from './opened'
import { acts, World } from './world'

const sending = (world: World, parent: number | null): Sending => ({
  ...{ key: 'k1', person: 1, room: 5, thread: world.threads.at(-1)!.id, parent },
  ...{ kind: 'opinion', body: 'Tôi đồng ý', at: 1, state: 'sending', tries: 0, due: 1 },
  ...{ reason: '', signedOut: false },
})

describe('an open thread', () => {
  test('is what a fresh one would be, however its entries were cut into batches', () => {
    fc.assert(
      fc.property(acts(), fc.nat(60), fc.integer({ min: 1, max: 9 }), (list, cut, size) => {
        const early = new World(list.slice(0, cut))
        const late = new World(list)
        const store = opened(early)
        const news = late.journal.slice(early.journal.length)
        for (let i = 0; i < news.length; i += size) store.apply(news.slice(i, i + size))
        const fresh = opened(late)
        expect(tree(store)).toEqual(tree(fresh))
        expect(store.head).toEqual(fresh.head)
      }),
    )
  })

  test('lets one write again when the server would: what failed took no turn', () => {
    const world = new World()
    const at = (s: number) => new Date(s * 1000).toISOString()
    const said = (s: number) => new Row({ ...world.posts[0]!, at: at(s) })
    const on = (s: number, more: Partial<Sending>) => {
      const item = { ...sending(world, null), at: s * 1000, due: null, ...more }
      return ahead(item, 1)
    }
    const told = { seq: 0, turn: null as string | null }
    const turn = (...rows: Row[]) => nextTurn(rows, 30_000, 100_000, told) / 1000
    expect(turn()).toBe(0)
    expect(turn(said(99))).toBe(0)
    expect(turn(said(110))).toBe(140)
    expect(turn(said(110), on(120, { state: 'sending' }))).toBe(150)
    expect(turn(said(110), on(120, { state: 'failed' }))).toBe(140)
    expect(turn(said(110), on(120, { state: 'unconfirmed', reason: 'Chế độ chậm', due: 140_000 }))).toBe(140)
    // What a snapshot tells of may have been moved in; the turn that was taken here stays taken, also where its post has left.
    told.seq = world.posts[0]!.seq
    expect(turn(said(110))).toBe(0)
    expect(turn(on(120, { state: 'sending' }))).toBe(150)
    told.turn = at(105)
    expect(turn(said(110))).toBe(135)
  })

  test('takes a new snapshot without losing or doubling a post', () => {
    fc.assert(
      fc.property(acts(), fc.nat(60), (list, cut) => {
        const store = opened(new World(list.slice(0, cut)))
        const late = new World(list)
        store.merge(late.thread(store.id, 1))
        store.merge(late.thread(store.id, 1))
        expect(tree(store)).toEqual(tree(opened(late)))
      }),
    )
  })

  test('shows my own post once, whether its answer or its entry comes first', () => {
    for (const first of ['answer', 'entry']) {
      const world = new World([{ what: 0, who: 0, on: 0, side: 0 }])
      const store = opened(world)
      const item = sending(world, null)
      store.send([item])
      expect(tree(store)).toHaveLength(3)
      world.do({ what: 0, who: 0, on: 0, side: 3 })
      const entry = world.journal.at(-1)!
      const post = (entry.event as { post: Post }).post
      const answered = () => store.acknowledge(item, { result: post, seqs: { 5: entry.seq } })
      if (first === 'answer') answered()
      store.apply([entry])
      if (first === 'entry') answered()
      store.send([])
      expect(tree(store)).toEqual(tree(opened(world)))
    }
  })

  test('stands in the order of the journal although its answer came before earlier entries', () => {
    const world = new World()
    const store = opened(world)
    const item = sending(world, null)
    store.send([item])
    world.do({ what: 10, who: 0, on: 0, side: 0 })
    world.do({ what: 0, who: 1, on: 0, side: 3 })
    world.do({ what: 0, who: 0, on: 0, side: 3 })
    const entry = world.journal.at(-1)!
    store.acknowledge(item, { result: (entry.event as { post: Post }).post, seqs: { 5: entry.seq } })
    store.apply(world.journal.slice(-3))
    expect(tree(store)).toEqual(tree(opened(world)))
  })

  test('does not mistake one of two posts on their way for the other for good', () => {
    const world = new World()
    const store = opened(world)
    const [a, b] = ['ka', 'kb'].map((key, i) => ({ ...sending(world, null), key, at: i + 1 }))
    store.send([a!, b!])
    const posted = () => {
      world.do({ what: 0, who: 0, on: 0, side: 3 })
      const entry = world.journal.at(-1)!
      return { entry, done: { result: (entry.event as { post: Post }).post, seqs: { 5: entry.seq } } }
    }
    const second = posted()
    const first = posted()
    store.apply([second.entry])
    store.acknowledge(b!, second.done)
    store.acknowledge(a!, first.done)
    store.apply([first.entry])
    store.send([])
    expect(tree(store)).toEqual(tree(opened(world)))
  })

  test('puts what is on its way last, and takes it back when it is dropped', () => {
    const world = new World([{ what: 0, who: 1, on: 0, side: 0 }])
    const store = opened(world)
    const before = tree(store)
    store.send([sending(world, before[0]!.id)])
    expect(tree(store).at(-1)!.parent_id).toBe(before[0]!.id)
    store.send([])
    expect(tree(store)).toEqual(before)
  })

  test('counts what lies unread beneath a folded branch', () => {
    const world = new World()
    const store = opened(world)
    const root = store.row(world.posts[0]!.id)!
    world.do({ what: 10, who: 0, on: 0, side: 0 })
    world.do({ what: 0, who: 1, on: 0, side: 0 })
    store.apply(world.journal.slice(-2))
    store.folding.toggle(root)
    expect(root.beneath).toEqual({ posts: 1, unread: 1 })
    world.do({ what: 0, who: 1, on: 0, side: 0 })
    store.apply(world.journal.slice(-1))
    expect(root.beneath).toEqual({ posts: 2, unread: 2 })
    expect([...root.branch()].every((row) => row.hidden)).toBe(true)
  })

  test('does not show again what was answered before it was hidden', () => {
    const world = new World()
    const store = opened(world)
    const said = structuredClone(world.posts[0]!)
    world.do({ what: 12, who: 0, on: 0, side: 2 })
    store.apply(world.journal.slice(-1))
    store.told({ ...said, html: '<p>Bản 2</p>', version: 2 })
    expect(tree(store)).toEqual(tree(opened(world)))
    expect(store.row(said.id)!.html).toBe('')
  })

  test('asks anew for the words of a post that came back while nobody listened', () => {
    const world = new World()
    const store = opened(world)
    world.do({ what: 12, who: 0, on: 0, side: 2 })
    store.apply(world.journal.slice(-1))
    world.do({ what: 12, who: 0, on: 0, side: 0 })
    const found = world.thread(store.id, 1)
    store.merge({ ...found, posts: found.posts.map((post) => ({ ...post, html: null })) })
    expect(store.row(world.posts[0]!.id)!.html).toBe(null)
  })

  test('hides what waits behind the pill when a new snapshot says so', () => {
    const world = new World()
    const store = opened(world)
    const post = (id: number, html: string) => ({ ...world.posts[0]!, id, author: 2, html })
    store.news.wait(post(90, '<p>Lời xấu</p>'))
    store.news.wait(post(90, ''))
    expect(store.news.takeWaiting().map(({ html }) => html)).toEqual([''])
  })

  test('keeps chunks whole: every row is in exactly one', () => {
    const world = new World()
    const store = opened(world)
    for (let i = 0; i < 300; i++) world.do({ what: 0, who: i, on: i * 7, side: i % 4 })
    store.apply(world.journal.slice(-300))
    const sizes = store.chunks.list.map((chunk) => chunk.rows.length)
    expect(sizes.reduce((a, b) => a + b)).toBe(301)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(81)
    expect(store.news.count.posts).toBeGreaterThanOrEqual(0)
  })
})
