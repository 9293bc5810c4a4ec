import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry, Held } from '../src/api/types'
import type { Rules } from '../src/api/types.gen'
import { after, surely, type Sending } from '../src/live/outbox'
import { ACTIONS, lacking, newList, read, repeated, stripped, WAYS, written } from '../src/rules/draft'
import { concerns, inThread } from '../src/waiting/which'

const count = fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: null })
const word = fc.stringMatching(/^[a-zđ]{1,9}( [a-zđ]{1,9})?$/)
const action = fc.constantFrom(...ACTIONS)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const list = fc.record({
  name: word,
  action,
  reason: fc.constantFrom('insult' as const, 'spam' as const),
  ways: fc.subarray(WAYS, { minLength: 1 }),
  entries: fc.uniqueArray(fc.record({ words: word, bare: fc.boolean() }), {
    minLength: 1,
    selector: ({ words }) => words,
  }),
})
const rules: fc.Arbitrary<Rules> = fc.record({
  lists: fc.array(list, { maxLength: 3 }),
  links: maybe(
    fc.record({
      ...{ action, reason: fc.constant('spam' as const) },
      ...{ most: fc.nat(100), allowed: fc.array(fc.constant('vidu.vn'), { maxLength: 2 }) },
    }),
  ),
  newcomers: maybe(fc.record({ action, posts: count, days: count })),
  beforehand: maybe(fc.record({ action, below: maybe(fc.constantFrom('member', 'owner')) })),
  rates: maybe(fc.record({ action, minute: count, hour: count })),
  lengths: maybe(fc.record({ action, least: count, most: count })),
  quiet: maybe(
    fc.record({ action, start: fc.constant('22:00'), end: fc.constantFrom('06:00', '07:30') }),
  ),
  machine: fc.constant([{ label: 'spam', least: 80, action: 'flag', reason: 'spam' }]),
}) as fc.Arbitrary<Rules>

describe('the form of rules', () => {
  it('writes what it has read', () => {
    fc.assert(
      fc.property(rules, (each) => {
        expect(written(read(each))).toEqual(each)
      }),
    )
  })
  it('has no rule in use where none is set, and sends what is no number as it was typed', () => {
    const draft = read({})
    expect(written(draft)).toMatchObject({ lists: [], newcomers: null, quiet: null })
    draft.newcomers.on = true
    draft.newcomers.posts = 'hai'
    expect(written(draft).newcomers).toMatchObject({ posts: 'hai', days: null })
  })
})

describe('a word list of the form', () => {
  const draft = () => ({ ...read({}), lists: [{ ...newList(), name: 'Thô tục', lines: 'đồ ngu\nlừa đảo' }] })

  it('asks for every entry without its diacritics, but for those that are taken out', () => {
    const of = draft()
    expect(written(of).lists![0]!.entries.map(({ bare }) => bare)).toEqual([true, true])
    of.lists[0]!.full = ['lừa đảo']
    expect(written(of).lists![0]!.entries.map(({ bare }) => bare)).toEqual([true, false])
  })
  it('asks for what has no diacritics with others only where somebody says so', () => {
    const of = draft()
    of.lists[0]!.lines = 'ca do\nngu'
    expect(written(of).lists![0]!.entries.map(({ bare }) => bare)).toEqual([false, true])
    of.lists[0]!.bare = ['ca do']
    expect(written(of).lists![0]!.entries.map(({ bare }) => bare)).toEqual([true, true])
  })
  it('sends once what stands there twice', () => {
    const of = draft()
    of.lists[0]!.lines = 'đồ ngu\nĐồ ngu\nlừa đảo'
    expect(written(of).lists![0]!.entries.map(({ words }) => words)).toEqual(['đồ ngu', 'lừa đảo'])
  })
  it('names what stands there twice, and how an entry is without diacritics', () => {
    expect(repeated('đồ ngu\n\nĐồ  ngu \nlừa đảo\nđồ ngữ')).toEqual(['đồ ngu'])
    expect(repeated('đồ ngu\nlừa đảo')).toEqual([])
    expect(stripped('Đồ ngữ')).toBe('Do ngu')
  })
  it('says what it lacks, and where', () => {
    expect(lacking(draft())).toBeNull()
    const [full] = draft().lists
    const lacks = (part: object) => lacking({ ...draft(), lists: [full!, { ...full!, ...part }] })
    expect(lacks({ name: ' ' })).toEqual({ at: 'lists.1.name', what: 'name' })
    expect(lacks({ lines: ' \n' })).toEqual({ at: 'lists.1.entries', what: 'entries' })
    expect(lacks({ ways: [] })).toEqual({ at: 'lists.1.ways', what: 'ways' })
  })
})

describe('what waits', () => {
  const held = (id: number, thread: number | null) => ({ id, thread_id: thread }) as Held
  const told = (type: string, room: number) => ({ event: { type, room_id: room } }) as Entry

  it('stands in its thread, or in the room where it would open one', () => {
    const all = [held(1, 7), held(2, null), held(3, 8)]
    expect(inThread(all, 7).map(({ id }) => id)).toEqual([1])
    expect(inThread(all, null).map(({ id }) => id)).toEqual([2])
  })
  it('is asked for anew when the inbox speaks of this room, or was not heard for a while', () => {
    expect(concerns(null, 5)).toBe(true)
    expect(concerns(told('post.held', 5), 5)).toBe(true)
    expect(concerns(told('notice.added', 5), 5)).toBe(true)
    expect(concerns(told('notice.added', 6), 5)).toBe(false)
    expect(concerns(told('room.entered', 5), 5)).toBe(false)
  })
})

describe('what a rule has warned of', () => {
  const item = { key: 'a', state: 'sending', tries: 2, due: 1, reason: '' } as Sending
  const warned = after(item, { type: 'refused', status: 409, detail: 'Ngắn quá.', problem: 'rule-warns' })

  it('keeps its words and the reason, and is not sent again by itself', () => {
    expect(warned).toMatchObject({ state: 'failed', problem: 'rule-warns', due: null, reason: 'Ngắn quá.' })
  })
  it('is sent all the same as another command, which says so', () => {
    expect(surely(warned, 'b', 9)).toMatchObject({
      ...{ key: 'b', sure: true, state: 'sending', due: 9, reason: '', problem: '' },
    })
  })
  it('says why it waits where it came too soon', () => {
    const slow = after(item, { type: 'lost', retryAfterMs: 60_000, detail: 'Chờ một phút.' }, 0)
    expect(slow).toMatchObject({ state: 'unconfirmed', due: 60_000, reason: 'Chờ một phút.' })
  })
})
