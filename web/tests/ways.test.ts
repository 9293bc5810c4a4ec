/** Parts of a thread: what its address asks for, which posts are picked out, and what that hides. */
import { expect, test, vi } from 'vitest'
import type { Post } from '../src/api/types'
import type { Desk } from '../src/thread/desk.svelte'
import type { Row } from '../src/thread/row.svelte'
import type { ThreadStore } from '../src/thread/store.svelte'
import { PICKS, partAt, toBranch, toPick } from '../src/thread/ways/address'
import { counted, fits } from '../src/thread/ways/fits'
import { sidesOf, strength } from '../src/thread/ways/sides'
import { ordered, plain, sourcesOf } from '../src/thread/ways/sources'
import { opened } from './opened'
import { World } from './world'

vi.hoisted(() => vi.stubGlobal('localStorage', { getItem: () => null }))
let went = ''
vi.stubGlobal('location', { pathname: '/r/5/t/1', search: '', hash: '' })
vi.stubGlobal('history', { pushState: (_: null, __: string, to: string) => (went = to), replaceState: (_: null, __: string, to: string) => (went = to) })
const { here } = await import('../src/here.svelte')
const { Parts } = await import('../src/thread/ways/parts.svelte')
const { Following } = await import('../src/thread/ways/following.svelte')

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
  return { store, room: { id: 5 }, isMine, go: (row: Row) => store.focus(row), show: () => {} } as unknown as Desk
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
  expect(went).toBe(here.path)
})

test('nothing that fits is told apart, and a branch that is not here is looked for elsewhere', () => {
  const { store } = talk()
  const parts = new Parts(deskOf(store), null)
  parts.turn({ pick: 'evidence' })
  expect(parts.bare).toBe(true)
  parts.turn({ branch: 77 })
  expect(went).toBe('/r/5/p/77')
  parts.turn(null)
  expect(parts.bare).toBe(false)
})

test('following shows what comes in at once and is no reading; going to another post ends it', () => {
  const { store, first, say } = talk()
  const last = say(2, null)
  const following = new Following(deskOf(store), (change) => change())
  store.news.wait({ ...last.post, id: 50, seq: 50, author: 3 })
  following.begin()
  expect(following.on).toBe(true)
  // The newest is the one that came in last, wherever it stands.
  expect(store.current).toBe(last)
  expect(store.row(50)!.unread).toBe(true)
  store.news.wait({ ...last.post, id: 2000, seq: 2000, author: 3, parent_id: first.id })
  store.news.recount()
  following.catchUp()
  expect(store.current!.id).toBe(2000)
  expect(store.current!.unread).toBe(true)
  expect(store.news.count.posts).toBe(0)
  following.moved(store.current)
  expect(following.on).toBe(true)
  following.moved(first)
  expect(following.on).toBe(false)
  following.catchUp()
  expect(store.current!.id).toBe(2000)
})

test('sources are told by who brought them first; whoever names them later cites them', () => {
  const { store, first, say } = talk()
  const link = (href: string, called = href) => `<p>Xem <a href="${href}" rel="nofollow ugc noopener">${called}</a>.</p>`
  const proof = say(2, first, { kind: 'evidence', html: '<p>Chi &lt; 5%</p><p>mỗi năm</p>' })
  const cited = say(3, first, { html: link(`#p${proof.id}`, 'Bình') + link('https://vidu.invalid/?a=1&amp;b=2', 'Số liệu') })
  const again = say(2, first, { html: link('https://vidu.invalid/?a=1&amp;b=2') + link('/search?q=47/2020/N%C4%90-CP', '47/2020/NĐ-CP') + link(`#p${first.id}`) })
  // Itself, somebody, a post that is not here, and what was taken back are none.
  say(2, first, { html: link('#m2') + link('#p999999') })
  say(3, first, { html: link(`#p${proof.id}`), retracted_at: first.post.at })
  const found = sourcesOf(store.chunks.rows())
  expect(found.map(({ sort, by, cites }) => [sort, by.id, cites.map((row) => row.id)])).toEqual([
    ['quoted', first.id, [again.id]],
    ['evidence', proof.id, [cited.id]],
    ['link', cited.id, [again.id]],
    ['document', again.id, []],
  ])
  expect(found[2]).toMatchObject({ href: 'https://vidu.invalid/?a=1&b=2', called: 'Số liệu', post: null })
  expect(plain(proof.post.html!)).toBe('Chi < 5% mỗi năm')
  const names = (by: 'by' | 'cites' | 'sort', reverse = false) =>
    ordered(found, by, reverse, (row) => String(row.post.author), new Intl.Collator('vi')).map(({ sort }) => sort)
  expect(names('sort')).toEqual(['evidence', 'document', 'link', 'quoted'])
  expect(names('cites').at(-1)).toBe('document')
  expect(names('by', true)[0]).toBe('link')
})

test('the sides of a thread begin with what supports or criticises its first post, the strongest first', () => {
  const { store, first, say } = talk()
  const few = say(2, first, { kind: 'support', agrees: 2, disagrees: 0 })
  const many = say(3, null, { kind: 'support', agrees: 40, disagrees: 10 })
  const against = say(2, first, { kind: 'critique' })
  const elder = say(3, first, { kind: 'critique' })
  const other = say(3, few, { kind: 'critique', agrees: 50 })
  say(2, few, { kind: 'evidence' })
  say(3, few, { retracted_at: first.post.at })
  say(3, first, { kind: 'critique', hidden_at: first.post.at })
  const { support, critique } = sidesOf(store.tree.roots)
  expect(support.map(({ row }) => row.id)).toEqual([many.id, few.id])
  expect(support[1]).toMatchObject({ replies: 2, critiques: 1, evidence: 1 })
  // What speaks of another post comes after, however strong.
  expect(critique.map(({ row, of }) => [row.id, of?.id ?? null])).toEqual([[against.id, null], [elder.id, null], [other.id, few.id]])
  expect(sidesOf([])).toEqual({ support: [], critique: [] })
  // The same figures as tests/rooms/proposals/test_strength.py.
  expect(strength(0, 0)).toBe(0)
  expect(strength(2, 0)).toBeCloseTo(0.3424, 4)
  expect(strength(40, 10)).toBeGreaterThan(strength(2, 0))
})

test('what comes into a part of the thread that had nothing to show can be come to', () => {
  const { store, first, say } = talk()
  const [chunk] = store.chunks.list
  chunk!.shown = false
  chunk!.height = 0
  say(2, first)
  expect(chunk!.height).toBeGreaterThan(0)
})
