/**
 * Unsent text, kept in this browser. A draft is given its command's key when it is first written
 * down, so two tabs, or one tab after a reload, send it under the same key.
 */
import { newKey } from '../api/key'
import type { Attachment, Kind } from '../api/types'
import * as db from './db'
import { tell } from './tabs'

export interface Draft {
  id: string
  key: string
  person: number
  room: number
  thread: number | null
  parent: number | null
  /** Set when the draft is an edit of this post, made from `version`. */
  post: number | null
  version: number
  title: string
  kind: Kind
  body: string
  /** Brought into the room, and waiting for the post that takes them; absent in drafts of older pages. */
  files?: Attachment[]
  at: number
  /** The version that the server has, and of which `at` here it is; absent: none that this browser knows of. */
  up?: { version: number; at: number }
}
export type Place = Pick<Draft, 'person' | 'room' | 'thread' | 'parent' | 'post'>

export const idOf = ({ person, room, thread, parent, post }: Place): string =>
  [person, room, thread ?? 'new', post ? `edit-${post}` : (parent ?? 'top')].join(':')

export const blank = (place: Place): Draft => ({
  ...place,
  id: idOf(place),
  key: newKey(),
  version: 0,
  title: '',
  kind: 'opinion',
  body: '',
  at: 0,
})

export async function find(place: Place): Promise<Draft> {
  await takeUp()
  return (await db.get<Draft>('drafts', idOf(place))) ?? blank(place)
}

/** What was written last in this thread, so that a reload brings back the very composer one left. */
export async function latest(person: number, thread: number): Promise<Draft | undefined> {
  await takeUp()
  const kept = await db.all<Draft>('drafts')
  return kept
    .filter((draft) => draft.person === person && draft.thread === thread && isSomething(draft))
    .sort((a, b) => b.at - a.at)[0]
}

export const LEFT = 'left '
/** For a page that goes away, where nothing is sure to end that does not end at once. */
export function leave(draft: Pick<Draft, 'id' | 'at'>): void {
  localStorage.setItem(LEFT + draft.id, JSON.stringify(draft))
}
/** What the page before left in a hurry is put with the others. */
export async function takeUp(): Promise<void> {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(LEFT))) {
    const left = JSON.parse(localStorage.getItem(name) ?? 'null') as Draft | null
    localStorage.removeItem(name)
    if (!left) continue
    const kept = await db.get<Draft>('drafts', left.id)
    if (!kept || kept.at < left.at) await db.put('drafts', left)
  }
}

const isSomething = ({ body, title, files }: Draft) => body.trim() || title.trim() || files?.length

export async function keep(draft: Draft): Promise<void> {
  if (isSomething(draft)) await db.put('drafts', draft)
  else await db.remove('drafts', draft.id)
  localStorage.removeItem(LEFT + draft.id)
  tell({ type: 'draft', id: draft.id })
}

export async function drop(draft: Draft): Promise<void> {
  await db.remove('drafts', draft.id)
  tell({ type: 'draft', id: draft.id })
}
