/** What a screen reader is told of what happens by itself: a summary, everything, or nothing. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

vi.hoisted(() => vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} }))
import { announcer, type Announced } from '../src/a11y/announce.svelte'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

/** How long after what was said last something else is said; null: not at all. */
function saidAfter(chosen: Announced): number | null {
  announcer.chosen = chosen
  announcer.now('Đã ghi')
  announcer.later(() => '3 ý kiến mới')
  for (let ms = 0; ms <= 10_000; ms += 100) {
    if (announcer.text === '3 ý kiến mới') return ms
    vi.advanceTimersByTime(100)
  }
  return null
}
test('a summary waits five seconds, everything one, and nothing is not said', () => {
  expect(saidAfter('summary')).toBe(5_000)
  expect(saidAfter('all')).toBe(1_000)
  expect(saidAfter('off')).toBe(null)
})
test('what one did oneself is said also where nothing else is', () => {
  announcer.chosen = 'off'
  announcer.now('Đã gửi ý kiến.')
  expect(announcer.text).toContain('Đã gửi ý kiến.')
})
