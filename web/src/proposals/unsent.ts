/**
 * What somebody writes about a proposal and has not sent: kept in this browser among the drafts, with the key of its command, so
 * that what is sent again after a reload is the same command. Whoever signs out leaves none of it here (`kept.ts`).
 */
import * as db from '../live/db'
import { LEFT, leave as leaveDraft, takeUp } from '../live/drafts'
import { session } from '../session.svelte'

interface Unsent {
  id: string
  at: number
}
/** `what`: which of what one person writes about the proposal. */
export const idOf = (proposal: number, what: string): string => `${me()}:proposal:${proposal}:${what}`
const me = () => session.person?.id ?? 0
const isMine = ({ id }: Unsent) => id.startsWith(`${me()}:`)

export async function find<Kept extends Unsent>(id: string): Promise<Kept | undefined> {
  await takeUp()
  return db.get<Kept>('drafts', id)
}
export async function keep(kept: Unsent): Promise<void> {
  if (!isMine(kept)) return
  await db.put('drafts', { ...kept, at: Date.now() })
  localStorage.removeItem(LEFT + kept.id)
}
/** For a page that goes away at once. */
export function leave(kept: Unsent): void {
  try {
    if (isMine(kept)) leaveDraft({ ...kept, at: Date.now() })
  } catch {
    // Too long for this shelf of the browser: what the last pause in the typing left is kept.
  }
}
export async function drop(id: string): Promise<void> {
  localStorage.removeItem(LEFT + id)
  await db.remove('drafts', id)
}
