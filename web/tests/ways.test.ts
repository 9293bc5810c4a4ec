/** Parts of a thread: what its address asks for, which posts are picked out, and what that hides. */
import { expect, test, vi } from 'vitest'
import type { Post } from '../src/api/types'
import type { Desk } from '../src/thread/desk.svelte'
import type { Row } from '../src/thread/row.svelte'
import type { ThreadStore } from '../src/thread/store.svelte'
import { PICKS, partAt, toBranch, toPick } from '../src/thread/ways/address'
import { counted, fits } from '../src/thread/ways/fits'
import { opened } from './opened'
import { World } from './world'

const here = vi.hoisted(() => ({ path: '/r/5/t/1', search: '', hash: '', went: '', go: (to: string) => void (here.went = to) }))
vi.mock('../src/here.svelte', () => ({ here }))
const { Parts } = await import('../src/thread/ways/parts.svelte')

/** A thread of three members: 2 asks, 3 answers beneath, 2 brings evidence for that; and what else `say` adds. */
function talk() {
  const world = new World()
  for (let n = 0; n < 2; n++) world.do({ what: 10, who: 0, on: 0, side: 0 })
  const store = opened(world)
  const first = store.row(world.posts[0]!.id)!
  let at = 1000
  const say = (author: number, parent: Row | null, more: Partial<Post> = {}): Row => {
    const post = { ...world.posts[0]!, id: ++at, seq: at, author, parent_id: parent?.id ?? null, ...more }
    store.apply([{ type: 'entry', room: 5, seq: at, at: post.at, by: author, event: { type: 'post.added', post } }])
    const row = store.reveal()
    if (row) store.news.seen(row)
    return store.row(post.id)!
  }
  return { store, first, say }
}
const shown = (store: ThreadStore) => [...store.chunks.rows()].filter((row) => !row.hidden).map((row) => row.id)
function deskOf(store: ThreadStore): Desk {
  const isMine = (row: Row) => row.post.author === store.me
  return { store, room: { id: 5 }, isMine, go: (row: Row) => store.focus(row) } as unknown as Desk
}

test('an address asks for one part, and what it does not know is the whole thread', () => {
  for (const pick of PICKS) expect(partAt(toPick(pick))).toEqual({ pick })
  expect(partAt(toBranch(12))).toEqual({ branch: 12 })
  for (const odd of ['', '?view=', '?view=all', '?branch=0', '?branch=1e3', '?next=/']) expect(partAt(odd)).toBe(null)
})

test('a question is answered by somebody else, with words that still stand', () => {
  const { store, first, say } = talk()
  const question = say(2, first, { kind: 'question' })
  const open = () => fits('unanswered', question)
  expect(open()).toBe(true)
  const more = say(2, question)
  expect(open()).toBe(true)
  const answer = say(3, more)
  expect(open()).toBe(false)
  answer.tell({ ...answer.post, retracted_at: answer.post.at })
  expect(open()).toBe(true)
  expect(counted(store.chunks.rows())).toMatchObject({ all: 4, question: 1, unanswered: 1, opinion: 2 })
  question.tell({ ...question.post, hidden_at: question.post.at })
  expect(counted(store.chunks.rows())).toMatchObject({ question: 0, unanswered: 0 })
})

test('what is picked out stays while it is looked at; the rest is hidden and stays unread', () => {
  const { store, first, say } = talk()
  const [a, b] = [say(2, first), say(3, first, { kind: 'evidence' })]
  const parts = new Parts(deskOf(store), null)
  parts.turn({ pick: 'evidence' })
  expect(shown(store)).toEqual([b.id])
  expect(store.chunks.list.map(({ height, shown }) => height > 0 || shown)).toEqual([true])
  b.tell({ ...b.post, kind: 'opinion' })
  expect(shown(store)).toEqual([b.id])
  // By others it waits, even where nothing that is on the page would move; mine is seen.
  store.news.takeWaiting()
  const mine = say(1, a)
  expect(shown(store)).toEqual([mine.id, b.id])
  store.apply([{ type: 'entry', room: 5, seq: 2000, at: a.post.at, by: 3, event: { type: 'post.added', post: { ...a.post, id: 2000, author: 3, parent_id: null } } }])
  expect(store.row(2000)).toBe(undefined)
  expect(a.unread).toBe(true)
  parts.turn(null)
  expect(shown(store)).toHaveLength(4)
  expect(store.top).toBe(0)
})

test('a branch is what lies beneath a post, folded or not; going out of it shows the whole again', () => {
  const { store, first, say } = talk()
  const root = say(2, first)
  const [child, leaf] = [say(3, root), say(3, first)]
  const deep = say(2, child)
  const parts = new Parts(deskOf(store), null)
  parts.turn({ branch: root.id })
  expect(shown(store)).toEqual([root.id, child.id, deep.id])
  expect(store.top).toBe(1)
  store.folding.toggle(child)
  expect(shown(store)).toEqual([root.id, child.id])
  here.search = toBranch(root.id)
  store.folding.uncover(deep)
  expect(shown(store)).toEqual([root.id, child.id, deep.id])
  store.folding.uncover(leaf)
  expect(shown(store)).toHaveLength(5)
  expect(here.went).toBe(here.path)
})

test('nothing that fits is told apart, and a branch that is not here is looked for elsewhere', () => {
  const { store } = talk()
  const parts = new Parts(deskOf(store), null)
  parts.turn({ pick: 'evidence' })
  expect(parts.bare).toBe(true)
  parts.turn({ branch: 77 })
  expect(here.went).toBe('/r/5/p/77')
  parts.turn(null)
  expect(parts.bare).toBe(false)
})
