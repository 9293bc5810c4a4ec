import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextAfter, screenAt, toPost, toRoom, toThread } from '../src/router'

const id = fc.integer({ min: 1, max: 2 ** 40 })

test('every link leads to the screen it was made for', () => {
  fc.assert(
    fc.property(id, id, (room, other) => {
      expect(screenAt(toRoom(room))).toEqual({ name: 'room', room })
      expect(screenAt(toPost(room, other))).toEqual({ name: 'post', room, post: other })
      expect(screenAt(toThread(room, other))).toEqual({ name: 'thread', room, thread: other })
      expect(toThread(room, other, 9).split('#')).toEqual([toThread(room, other), 'p9'])
    }),
  )
})
test('other addresses lead nowhere, and none of them throws', () => {
  for (const path of ['/nothing', '/r/abc', '/r/0', '/r/05', '/r/1/t/', '/r/1/x/2', '/r/-1', '/rooms', '/r/1/transcript'])
    expect(screenAt(path).name, path).toBe('missing')
  fc.assert(fc.property(fc.string(), (path) => void screenAt(path)))
})
test('the record is no token', () => {
  expect(screenAt('/administrator/record')).toEqual({ name: 'record' })
  expect(screenAt('/administrator')).toEqual({ name: 'administrator', part: '' })
  expect(screenAt('/administrator/procedures')).toEqual({ name: 'administrator', part: 'procedures' })
  const token = 'A-_z'.repeat(11).slice(1)
  expect(screenAt(`/administrator/${token}`)).toEqual({ name: 'administrator', part: token })
  expect(screenAt('/administrator/people')).toEqual({ name: 'missing' })
})
test('the pages of an account have addresses of their own', () => {
  for (const [path, name] of Object.entries({ '/forgot': 'forgot', '/reset': 'reset', '/me': 'me', '/me/security': 'security' }))
    expect(screenAt(path).name).toBe(name)
})
test('a final slash changes nothing', () => {
  expect(screenAt('/r/5/')).toEqual({ name: 'room', room: 5 })
})
test('signing in leads back into this site and nowhere else', () => {
  expect(nextAfter('?next=%2Fr%2F5%2Ft%2F7%23p9')).toBe('/r/5/t/7#p9')
  for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:1', '/x'])
    expect(nextAfter(`?next=${encodeURIComponent(bad)}`), bad).toBe('/')
  expect(nextAfter('')).toBe('/')
})
