/**
 * What was written of an amendment, or at the desk of decisions, and is not sent yet: kept in this browser beside what was
 * typed at a table (`../kept.ts`), and forgotten with it. The command's key is kept too: what is sent again after
 * a reload is the same command.
 */
import { newKey } from '../../api/key'
import * as db from '../../live/db'
import { LEFT, leave as leaveDraft, takeUp } from '../../live/drafts'
import { session } from '../../session.svelte'
import type { Region } from './changes'

export interface Kept {
  id: string
  key: string
  /** The version that the text was made of. */
  base: number
  text: string
  body: string
  /** What could not be carried over to a newer version: the two versions, and the places. */
  left?: { of: [number, number]; found: Region[] } | null
  at: number
}
/** `what`: `new`, `desk`, or the id of the amendment that is revised. */
export const idOf = (proposal: number, what: string | number): string =>
  `${session.person?.id ?? 0}:proposal:${proposal}:amendment:${what}`

export const blank = (id: string, base: number, text: string): Kept => ({
  ...{ id, base, text, key: newKey(), body: '', at: 0 },
})
export async function find(id: string): Promise<Kept | undefined> {
  await takeUp()
  return db.get<Kept>('drafts', id)
}
const isMine = (id: string) => id.startsWith(`${session.person?.id ?? 0}:`)

export async function keep(kept: Kept): Promise<void> {
  if (!isMine(kept.id)) return
  await db.put('drafts', { ...kept, at: Date.now() })
  localStorage.removeItem(LEFT + kept.id)
}
/** For a page that goes away at once. */
export function leave(kept: Kept): void {
  try {
    if (isMine(kept.id)) leaveDraft({ ...kept, at: Date.now() })
  } catch {
    // Too long for this shelf of the browser: what the last pause in the typing left is kept.
  }
}
export async function drop(id: string): Promise<void> {
  localStorage.removeItem(LEFT + id)
  await db.remove('drafts', id)
}
