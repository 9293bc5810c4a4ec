/** Standing by a post, against it, or neither: it comes with the menu of a post. */
import { announcer } from '../a11y/announce.svelte'
import { call } from '../api/client'
import { newKey } from '../api/key'
import type { Done, Position, Tally } from '../api/types'
import { lang } from '../i18n/lang.svelte'
import type { Desk } from './desk.svelte'
import { words } from './further-words'
import type { Row } from './row.svelte'

/** The last command that no answer came to: pressed again, it is the same one. */
let unanswered: { post: number; position: Position | null; key: string } | null = null

/** The command before: the next is sent once it was answered, or the server might hear the last one first. */
let earlier: Promise<unknown> = Promise.resolve()

/** Shown at once; taken back, with a sentence, when the server refuses or does not answer. Pressed again it is withdrawn. */
export async function stand(desk: Desk, row: Row, position: Position): Promise<void> {
  const before = row.mine
  const next = before === position ? null : position
  const last = unanswered
  const key = last?.post === row.id && last.position === next ? last.key : newKey()
  row.mine = next
  const sent = earlier.then(() => desk.attempt(() => take(row.id, next, key)))
  earlier = sent
  const done = await sent
  unanswered = done === 'lost' ? { post: row.id, position: next, key } : null
  if (!done || done === 'lost') return void (row.mine = before)
  const { post_id: _, ...counts } = done.result
  row.mine = next
  row.tell({ ...row.post, ...counts })
  const w = lang.of(words)
  announcer.now(next ? w.stood(lang.words.post[next]) : w.withdrawn)
}

const take = (post: number, position: Position | null, key: string) =>
  position
    ? call<Done<Tally>>('PUT', `/posts/${post}/position`, { key, position })
    : call<Done<Tally>>('DELETE', `/posts/${post}/position?key=${key}`)
