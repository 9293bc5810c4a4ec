/** The list of keys is what is bound: nothing else, and nothing less. */
import { beforeEach, expect, test, vi } from 'vitest'
import { shortcuts } from '../src/a11y/keys.svelte'
import { boundNow } from '../src/ui/bound-keys'
import { words, type Layer } from '../src/ui/keys-words'
import { stepTo } from '../src/ui/stepping'

vi.hoisted(() => vi.stubGlobal('localStorage', { getItem: () => null }))
beforeEach(() => void shortcuts.bound.splice(0))
const shown = () => boundNow('vi').flatMap(({ rows }) => rows.flatMap(({ keys }) => keys))

test('what is bound is shown with its words, the own keys of the screen first', () => {
  shortcuts.bind('frame', { '?': () => {}, '/': () => {}, 'Mod+k': () => {} })
  shortcuts.bind('go', { 'g r': () => {} })
  const leave = shortcuts.bind('search', { '/': () => {}, j: () => {}, k: () => {} })
  expect(boundNow('vi').map(({ layer }) => layer)).toEqual(['search', 'go', 'frame'])
  // The slash of every page does something else here: it is shown once.
  expect(shown()).toEqual(['j', 'k', '/', 'ArrowDown', 'g r', 'Mod+k', '?'])
  leave()
  expect(shown()).toEqual(['g r', 'Mod+k', '/', '?'])
})
test('keys of one layer stand in the order of the table, whoever bound them first', () => {
  shortcuts.bind('thread', { j: () => {}, r: () => {} })
  shortcuts.bind('thread', { v: () => {}, J: () => {} })
  expect(shown()).toEqual(['j', 'J', 'v', 'r', 'Mod+Enter'])
})
test('what cannot be done now is not shown', () => {
  shortcuts.bind('acts', { z: () => {} })
  expect(shown()).toEqual(['z'])
})
test('one key that does one thing is an act; one that moves is none', () => {
  let done = ''
  shortcuts.bind('thread', { j: () => {}, r: () => (done = 'r') })
  const acts = boundNow('en').flatMap(({ rows }) => rows.filter((row) => row.act))
  expect(acts.map(({ says }) => says)).toEqual(['Reply'])
  acts[0]!.act!()
  expect(done).toBe('r')
})
test('both languages have the same keys', () => {
  for (const layer of Object.keys(words.vi.keys) as Layer[])
    expect(Object.keys(words.en.keys[layer])).toEqual(Object.keys(words.vi.keys[layer]))
})
test('a walk along a list begins at its first and stops at its ends', () => {
  const focused: number[] = []
  const links = [0, 1, 2].map((n) => ({ focus: () => focused.push(n) }) as unknown as HTMLElement)
  const at = (n: number) => vi.stubGlobal('document', { activeElement: links[n] })
  at(-1)
  stepTo(links, -1)
  at(2)
  stepTo(links, 1)
  at(0)
  stepTo(links, 1, (link) => link === links[2])
  expect(focused).toEqual([0, 2])
})
