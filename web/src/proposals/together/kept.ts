/** What was typed together and is not on the server yet, kept in this browser with the drafts; it goes once the server has it. */
import * as db from '../../live/db'
import { LEFT, leave as leaveDraft, takeUp } from '../../live/drafts'

export interface Kept {
  id: string
  person: number
  proposal: number
  /** The document of Yjs, with all that was typed. */
  state: string
  title: string
  text: string
  at: number
}
type Typed = Pick<Kept, 'state' | 'title' | 'text'>

const idOf = (person: number, proposal: number) => `${person}:proposal:${proposal}:typed`
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
  localStorage.removeItem(LEFT + idOf(person, proposal))
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
