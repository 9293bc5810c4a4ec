/** An argument that is being written: kept in this browser beside what was typed at a table (`../kept.ts`), and forgotten with it. */
import { newKey } from '../../api/key'
import * as db from '../../live/db'
import { LEFT, leave as leaveDraft, takeUp } from '../../live/drafts'
import { session } from '../../session.svelte'
import type { Column } from './types'

export interface Kept {
  id: string
  key: string
  kind: Column
  body: string
  at: number
}
const idOf = (proposal: number) => `${session.person?.id ?? 0}:proposal:${proposal}:argument`
const isMine = (id: string) => id.startsWith(`${session.person?.id ?? 0}:`)

export const blank = (proposal: number, kind: Column): Kept => ({
  ...{ id: idOf(proposal), key: newKey(), kind, body: '', at: 0 },
})
export async function find(proposal: number): Promise<Kept | undefined> {
  await takeUp()
  return db.get<Kept>('drafts', idOf(proposal))
}
export async function keep(kept: Kept): Promise<void> {
  if (!isMine(kept.id)) return
  await db.put('drafts', { ...kept, at: Date.now() })
  localStorage.removeItem(LEFT + kept.id)
}
/** For a page that goes away at once. */
export function leave(kept: Kept): void {
  if (isMine(kept.id)) leaveDraft({ ...kept, at: Date.now() })
}
export async function drop(id: string): Promise<void> {
  localStorage.removeItem(LEFT + id)
  await db.remove('drafts', id)
}
