/** Whoever signs out leaves nothing in this browser of what they wrote about proposals and did not send (`unsent.ts`). */
import * as db from '../live/db'
import { takeUp } from '../live/drafts'

export async function forget(person: number): Promise<void> {
  await takeUp()
  for (const each of await db.all<{ id: string }>('drafts'))
    if (each.id.startsWith(`${person}:proposal:`)) await db.remove('drafts', each.id)
}
