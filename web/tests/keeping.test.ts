/** What is kept of answers, over a store that does what the browser's does. */
import { beforeEach, expect, test, vi } from 'vitest'
import { find, forgetAll, forgetRoom, heard, moment, signedIn } from '../src/copies/keeping'

const HERE = 'https://diendan.example'
const at = (path: string) => new URL(path, HERE)
class Shelf {
  readonly #kept = new Map<string, Response>()
  keys = async (path?: string) =>
    [...this.#kept.keys()].filter((url) => !path || new URL(url).pathname === path).map((url) => ({ url }))
  match = async (key: string | { url: string }, { ignoreSearch = false } = {}) => {
    const { href, pathname } = at(typeof key === 'string' ? key : key.url)
    const found = [...this.#kept].find(([url]) => (ignoreSearch ? at(url).pathname === pathname : url === href))
    return found?.[1].clone()
  }
  put = async (path: string, answer: Response) => void this.#kept.set(at(path).href, answer)
  delete = async (key: string | { url: string }) => this.#kept.delete(at(typeof key === 'string' ? key : key.url).href)
}

beforeEach(() => {
  const shelves = new Map<string, Shelf>()
  const open = async (name: string) => shelves.get(name) ?? shelves.set(name, new Shelf()).get(name)!
  vi.stubGlobal('caches', { open, delete: async (name: string) => shelves.delete(name) })
  return () => vi.unstubAllGlobals()
})

const THREAD = at('/threads/7?compact=true')
const columns = { id: [10, 2], parent: [0, 1], seq: [5, 2] }
const long = { thread: { id: 7 }, room_id: 12, epoch: 4, seq: 9, posts: [], columns, mine: { 10: 'agree' }, read: [[1, 5]], turn: null }
const answer = (body: object, personal = 'mine read turn') =>
  Response.json(body, { headers: { 'Public-Room': '12', 'Personal-Fields': personal } })
const shown = async (url: URL) => (await find(url))?.json()

test('a long thread is kept as it comes, in columns, without what is of its reader', async () => {
  await heard(THREAD, answer(long), moment())
  expect(await shown(THREAD)).toEqual({ ...long, epoch: 0, mine: {}, read: [[0, 9]] })
  await heard(at('/threads/7/bodies?ids=10,12'), answer({ seq: 9, bodies: [{ id: 10, version: 1, html: 'Đồng ý' }] }, ''), moment())
  expect((await shown(at('/threads/7/bodies?ids=10')))?.bodies).toHaveLength(1)
  await forgetRoom(12)
  expect(await shown(THREAD)).toBeUndefined()
  expect(await shown(at('/threads/7/bodies?ids=10'))).toBeUndefined()
})

test('an answer that was on its way when words were taken away in its room is not kept, the next one is', async () => {
  const since = moment()
  await forgetRoom(12)
  await heard(THREAD, answer(long), since)
  expect(await shown(THREAD)).toBeUndefined()
  await forgetRoom(13)
  const later = moment()
  await forgetRoom(14)
  await heard(THREAD, answer(long), later)
  expect(await shown(THREAD)).toBeTruthy()
})

test('words that are taken away while their copy is being put down leave none', async () => {
  const keeping = heard(THREAD, answer(long), moment())
  await Promise.all([keeping, forgetRoom(12)])
  expect(await shown(THREAD)).toBeUndefined()
})

test('who has left is not kept by an answer that comes after them, and who comes next finds nothing of theirs', async () => {
  const session = (id: number | null) => Response.json({ person: id && { id }, build: 'b' })
  const since = moment()
  await forgetAll()
  await signedIn(session(1), since)
  expect(await shown(at('/session'))).toBeUndefined()
  await signedIn(session(1), moment())
  await heard(THREAD, answer(long), moment())
  await signedIn(session(2), moment())
  expect(await shown(THREAD)).toBeUndefined()
  expect((await shown(at('/session')))?.person.id).toBe(2)
})
