/** What was typed at drafting tables and has not arrived, kept in this browser (`together/kept.ts`): whoever signs out leaves none of it here. */
import * as db from '../live/db'
import { takeUp } from '../live/drafts'

export async function forget(person: number): Promise<void> {
  await takeUp()
  for (const each of await db.all<{ id: string }>('drafts'))
    if (each.id.startsWith(`${person}:proposal:`)) await db.remove('drafts', each.id)
}
