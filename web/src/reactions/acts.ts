/** Giving a reaction, and taking it back. */
import { announcer } from '../a11y/announce.svelte'
import { newKey } from '../api/key'
import type { Reaction } from '../api/types'
import { lang } from '../i18n/lang.svelte'
import type { Desk } from '../thread/desk.svelte'
import { keepPlace } from '../thread/place'
import { isGone } from '../thread/reduce-post'
import type { Row } from '../thread/row.svelte'
import * as calls from './calls'
import { pageOf } from './page.svelte'
import { words } from './words'

export const mayReact = (desk: Desk, row: Row): boolean =>
  desk.room.may('reactions.give') && !desk.isMine(row) && !row.sending && !isGone(row.post)

/** Gives one, or takes it back. It shows once the server has it; what it refuses is said as of any act. */
export async function react(desk: Desk, row: Row, reaction: Reaction): Promise<void> {
  const page = pageOf(desk.store)
  const given = !page.mine(row.id, reaction)
  const done = await desk.attempt(() => calls.react(row.id, reaction, given, newKey()))
  if (!done || done === 'lost') return
  keepPlace(() => page.know(done.result, done.seqs[desk.room.id] ?? 0, given))
  const w = lang.of(words)
  announcer.now(given ? w.given(w.kinds[reaction]) : w.takenBack(w.kinds[reaction]))
}
