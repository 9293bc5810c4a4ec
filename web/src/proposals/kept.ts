/**
 * What was typed at a drafting table and is not saved yet, kept in this browser as drafts of posts are: of each person and
 * proposal one. It goes when it is saved, when it is thrown away, and when the person signs out.
 */
import * as db from '../live/db'
import { LEFT, leave as leaveDraft, takeUp } from '../live/drafts'

export interface Kept {
  id: string
  person: number
  proposal: number
  /** The number of the save that it was made of. */
  base: number
  title: string
  text: string
  at: number
}
type Typed = Pick<Kept, 'base' | 'title' | 'text'>

const idOf = (person: number, proposal: number) => `${person}:proposal:${proposal}`
const made = (person: number, proposal: number, typed: Typed): Kept => ({
  ...typed,
  ...{ id: idOf(person, proposal), person, proposal, at: Date.now() },
})

export async function find(person: number, proposal: number): Promise<Kept | undefined> {
  await takeUp()
  return db.get<Kept>('drafts', idOf(person, proposal))
}
export async function keep(person: number, proposal: number, typed: Typed): Promise<void> {
  await db.put('drafts', made(person, proposal, typed))
  localStorage.removeItem(LEFT + idOf(person, proposal)) // not before: a page that goes may not get so far
}
/** For a page that goes away at once. */
export function leave(person: number, proposal: number, typed: Typed): void {
  try {
    leaveDraft(made(person, proposal, typed))
  } catch {
    // Too long for this shelf of the browser: what the last pause in the typing left is kept.
  }
}
export async function drop(person: number, proposal: number): Promise<void> {
  localStorage.removeItem(LEFT + idOf(person, proposal))
  await db.remove('drafts', idOf(person, proposal))
}

/** Whoever signs out leaves none of it on this device. */
export async function forget(person: number): Promise<void> {
  await takeUp()
  for (const each of await db.all<{ id: string }>('drafts'))
    if (each.id.startsWith(`${person}:proposal:`)) await db.remove('drafts', each.id)
}
