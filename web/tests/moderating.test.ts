/** Deciding by key, and once. */
import { beforeEach, expect, test } from 'vitest'
import { Lost, Problem } from '../src/api/client'
import { Command } from '../src/moderation/command.svelte'
import { keysOfActs, keysOfList, keysOfRuling } from '../src/moderation/keys'
import { possible } from '../src/moderation/possible'
import { LIST, nameOf, ruleOf } from '../src/moderation/said'
import { viewOf } from '../src/moderation/views'
import { toCase } from '../src/moderation/paths'
import { screenAt, toDecision } from '../src/router'

let told: string[]
beforeEach(() => void (told = []))
const press = (keys: Record<string, (() => void) | undefined>, typed: string) =>
  [...typed].forEach((key) => keys[key]?.())

test('each act and each rule has its key', () => {
  const keys = keysOfActs(['approve', 'hide', 'remove'], (doing) => told.push(doing), (reason) => told.push(reason))
  press(keys, 'dfx18')
  expect(told).toEqual(['approve', 'hide', 'remove', 'illegal', 'other'])
})
test('what cannot be done has none', () => {
  press(keysOfActs(['restore'], (doing) => told.push(doing), (reason) => told.push(reason)), 'dfx1z09')
  expect(told).toEqual(['restore'])
})
test('the list and the review have theirs', () => {
  const list = keysOfList((by) => told.push(String(by)), () => told.push('new'), () => {}, () => told.push('choose'), () => told.push('merge'))
  press(list, 'jknsm')
  press(keysOfRuling((upheld) => told.push(String(upheld))), 'uo')
  expect(told).toEqual(['1', '-1', 'new', 'choose', 'merge', 'true', 'false'])
})
test('no act is offered that would change nothing', () => {
  const said = { id: 3, hidden_as: null, html: '<p>Lời</p>', uncut: null }
  expect(possible({ stage: 'open', target: 'post', act: null }, said)).toEqual(['approve', 'hide', 'remove', 'edit'])
  expect(possible({ stage: 'decided', target: 'post', act: null }, said)).toEqual(['hide', 'remove', 'edit'])
  expect(possible({ stage: 'decided', target: 'post', act: null }, { ...said, uncut: '<p>Lời dài</p>' })).toEqual(['hide', 'remove', 'edit', 'restore'])
  expect(possible({ stage: 'decided', target: 'post', act: null }, { ...said, hidden_as: 'hidden' })).toEqual(['restore', 'remove'])
  expect(possible({ stage: 'decided', target: 'post', act: null }, { ...said, hidden_as: 'removed' })).toEqual(['restore'])
  expect(possible({ stage: 'open', target: 'post', act: null }, { ...said, html: '' })).toEqual(['approve'])
  for (const target of ['title', 'name'] as const)
    expect(possible({ stage: 'open', target, act: null }, said)).toEqual(['approve', 'hide', 'remove'])
  const held = { stage: 'decided', target: 'held', act: 'restore' } as const
  expect(possible(held, { ...said, id: 0 })).toEqual(['restore'])
  expect(possible(held, said)).toEqual([])
})
test('a second press does nothing while the first is on its way', async () => {
  const command = new Command()
  let answer = (_: string) => {}
  const send = (key: string) => {
    told.push(key)
    return new Promise<string>((resolve) => (answer = resolve))
  }
  const first = command.run({ act: 'hide' }, send)
  expect(await command.run({ act: 'remove' }, send)).toBeNull()
  answer('đã ẩn')
  expect(await first).toBe('đã ẩn')
  expect(told).toHaveLength(1)
})
test('without an answer the same wish goes out again under its key, and another wish under its own', async () => {
  const command = new Command()
  const lost = (key: string) => {
    told.push(key)
    return Promise.reject(new Lost('mất kết nối'))
  }
  await command.run({ act: 'hide' }, lost)
  expect(command.lost).toBe(true)
  await command.run({ act: 'hide' }, lost)
  await command.run({ act: 'remove' }, lost)
  expect(told[1]).toBe(told[0])
  expect(told[2]).not.toBe(told[0])
})
test('what was refused is another command the next time', async () => {
  const command = new Command()
  const refuse = (key: string) => {
    told.push(key)
    return Promise.reject(new Problem(409, 'claim-first', 'Hãy nhận trước.', undefined, undefined))
  }
  await command.run({ act: 'hide' }, refuse)
  expect(command.refused).toBe('Hãy nhận trước.')
  expect(command.lost).toBe(false)
  await command.run({ act: 'hide' }, refuse)
  expect(told[1]).not.toBe(told[0])
})
test('the rules are numbered from one, the gravest first', () => {
  expect(LIST.map(ruleOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect([nameOf('illegal', 'vi'), nameOf('illegal', 'en')]).toEqual(['Trái pháp luật', 'Against the law'])
})
test('a case and a decision have addresses, and a view is asked for in one', () => {
  expect(screenAt('/moderation')).toEqual({ name: 'moderation', case: 0 })
  expect(screenAt(toCase(12))).toEqual({ name: 'moderation', case: 12 })
  expect(screenAt(toDecision(5))).toEqual({ name: 'decision', act: 5 })
  expect(toCase(12, 'review')).toBe('/moderation/12?view=review')
  expect([viewOf('?view=review'), viewOf('?view=nonsense'), viewOf('')]).toEqual(['review', 'waiting', 'waiting'])
  for (const document of ['/moderation/record', '/moderation/statistics']) expect(screenAt(document).name).toBe('missing')
})

test('a held post is let through or refused, and after a refusal only let through', () => {
  const said = { id: 0, hidden_as: null, html: '<p>Lời</p>', uncut: null }
  expect(possible({ stage: 'open', target: 'held', act: null }, said)).toEqual(['approve', 'remove'])
  expect(possible({ stage: 'decided', target: 'held', act: null }, said)).toEqual([])
  expect(possible({ stage: 'decided', target: 'held', act: null }, { ...said, hidden_as: 'removed' })).toEqual(['restore'])
})
