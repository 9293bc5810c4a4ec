/** Whatever this browser keeps of a person who has no account any more: drafts, what was typed into forms, posts on their way. */
import * as db from './db'
import { takeUp } from './drafts'

export async function forgetPerson(person: number): Promise<void> {
  await takeUp()
  for (const { id } of await db.all<{ id: string }>('drafts'))
    if (id.startsWith(`${person}:`)) await db.remove('drafts', id)
  for (const item of await db.all<{ key: string; person: number }>('outbox'))
    if (item.person === person) await db.remove('outbox', item.key)
}
