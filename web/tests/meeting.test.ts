import { describe, expect, test } from 'vitest'
import type { Unsent } from '../src/api/types'
import type { Draft } from '../src/live/drafts'
import { draftOf, meets } from '../src/waiting/meeting'

const place = { person: 1, room: 5, thread: 7, parent: null, post: null }
const row: Unsent = {
  ...{ key: 'a', room_id: 5, thread_id: 7, parent_id: null, kind: 'opinion', body: 'Ở máy kia' },
  ...{ version: 2, at: '2026-11-27T09:00:00Z' },
}
const noon = Date.parse(row.at)
const kept: Draft = { ...draftOf(place, { ...row, version: 1 }), body: 'Ở máy này', at: noon, up: { version: 1, at: noon } }

describe('a draft of another device', () => {
  test('comes where nothing stands, unless somebody types there', () => {
    expect(meets(row, undefined, false)).toBe('comes')
    expect(meets(row, undefined, true)).toBe('stays')
    expect(meets({ ...row, body: '' }, undefined, false)).toBe('stays')
  })
  test('goes on with what was not written on here, and is another where it was', () => {
    expect(meets(row, kept, false)).toBe('comes')
    expect(meets(row, { ...kept, at: noon + 1 }, false)).toBe('apart')
    expect(meets(row, kept, true)).toBe('apart')
    expect(meets({ ...row, version: 1 }, { ...kept, at: noon + 1 }, false)).toBe('stays')
    expect(meets(row, { ...kept, up: { version: 3, at: noon } }, false)).toBe('stays')
  })
  test('is known again by its words where an answer was lost', () => {
    expect(meets(row, { ...kept, body: 'Ở máy kia\n', at: noon + 1 }, true)).toBe('same')
  })
  test('that was sent there goes here too, but for words and files that only this device has', () => {
    const done = { ...row, body: '' }
    expect(meets(done, kept, false)).toBe('gone')
    expect(meets(done, { ...kept, at: noon + 1 }, false)).toBe('apart')
    const file = { id: 1, name: 'ảnh.png' } as NonNullable<Draft['files']>[number]
    expect(meets(done, { ...kept, files: [file] }, false)).toBe('apart')
  })
  test('of another key stands when it is newer, and is offered when it is older', () => {
    const mine = { ...kept, key: 'b' }
    expect(meets(row, { ...mine, at: noon - 1 }, false)).toBe('comes')
    expect(meets(row, { ...mine, at: noon + 1 }, false)).toBe('stays')
    expect(meets(row, { ...mine, at: noon - 1 }, true)).toBe('stays')
  })
})
