import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { Lost, Problem } from '../src/api/client'
import { leave, renamed, sweep } from '../src/moving/page'
import { persist } from '../src/moving/persist'
import { opened, tree } from './opened'
import { acts, World } from './world'

describe('an open thread that a branch is moved out of', () => {
  test('has no branch that was moved away, entry by entry or by a new snapshot', () => {
    fc.assert(
      fc.property(acts(60, 15), fc.nat(60), (list, cut) => {
        const early = new World(list.slice(0, cut))
        const late = new World(list)
        const [store, away] = [opened(early), opened(early)]
        store.left = early.thread(store.id, 1).moves
        for (const entry of late.journal.slice(early.journal.length)) {
          store.apply([entry])
          const { event } = entry
          if (event.type === 'posts.moved' && event.move.thread_id === store.id)
            store.left = leave(store, event.move)
          if (event.type === 'thread.retitled') store.left = renamed(store.left, event)
        }
        const found = late.thread(store.id, 1)
        away.merge(found)
        sweep(away, found)
        const fresh = opened(late)
        expect(tree(store)).toEqual(tree(fresh))
        expect(tree(away)).toEqual(tree(fresh))
        expect(store.left).toEqual(found.moves)
        expect([store.head, store.empty]).toEqual([fresh.head, fresh.empty])
      }),
    )
  })

  test('keeps what came in after the snapshot it was swept by', () => {
    const world = new World()
    const store = opened(world)
    const found = world.thread(store.id, 1)
    world.do({ what: 0, who: 0, on: 0, side: 3 })
    store.apply(world.journal.slice(-1))
    sweep(store, found)
    expect(tree(store)).toEqual(tree(opened(world)))
    expect(tree(store)).toHaveLength(2)
  })

  test('asks until it is told, but not once refused, nor for ever on a line that stands', async () => {
    vi.useFakeTimers()
    const asks = (answer: (n: number) => number | Error, stands = true) => {
      let n = 0
      const ask = async () => {
        const said = answer(++n)
        if (said instanceof Error) throw said
        return said
      }
      const found = persist(ask, () => stands).then((said) => ({ said, n }))
      return vi.runAllTimersAsync().then(() => found)
    }
    const lost = new Lost('mất kết nối')
    expect(await asks((n) => (n < 4 ? lost : n))).toEqual({ said: 4, n: 4 })
    expect(await asks((n) => (n < 90 ? lost : n), false)).toEqual({ said: 90, n: 90 })
    expect(await asks(() => lost)).toEqual({ said: null, n: 21 })
    expect(await asks(() => new Problem(404, 'not-found', '', undefined, undefined))).toEqual({ said: null, n: 1 })
    vi.useRealTimers()
  })
})
