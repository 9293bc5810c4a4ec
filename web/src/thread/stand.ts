/** Standing by a post, against it, or neither: it comes with the menu of a post. */
import { announcer } from '../a11y/announce.svelte'
import { call } from '../api/client'
import { InOrder } from '../api/in-order'
import { newKey } from '../api/key'
import type { Done, Position, Tally } from '../api/types'
import { lang } from '../i18n/lang.svelte'
import type { Desk } from './desk.svelte'
import { words } from './further-words'
import type { Row } from './row.svelte'

/** The last command that no answer came to: pressed again, it is the same one. */
let unanswered: { post: number; position: Position | null; key: string } | null = null

/** Posts of which a position is on its way; `kept`: the last that the server is known to have. */
const underWay = new Map<number, { order: InOrder; kept: Position | null }>()

/** Shown at once; taken back, with a sentence, when the server refuses or does not answer. Pressed again it is withdrawn. */
export async function stand(desk: Desk, row: Row, position: Position): Promise<void> {
  const standing = underWay.get(row.id) ?? { order: new InOrder(), kept: row.mine }
  underWay.set(row.id, standing)
  const next = row.mine === position ? null : position
  const last = unanswered
  const key = last?.post === row.id && last.position === next ? last.key : newKey()
  row.mine = next
  const done = await standing.order.send(() => desk.attempt(() => take(row.id, next, key)))
  unanswered = done === 'lost' ? { post: row.id, position: next, key } : null
  const told = done && done !== 'lost' ? done.result : null
  if (told) standing.kept = next
  // What was pressed since is on the page already.
  if (!standing.order.waits) {
    row.mine = standing.kept
    underWay.delete(row.id)
  }
  if (done === 'lost') announcer.now((desk.trouble = lang.of(words).unkept))
  if (!told) return
  const { post_id: _, ...counts } = told
  row.tell({ ...row.post, ...counts })
  const w = lang.of(words)
  announcer.now(next ? w.stood(lang.words.post[next]) : w.withdrawn)
}

const take = (post: number, position: Position | null, key: string) =>
  position
    ? call<Done<Tally>>('PUT', `/posts/${post}/position`, { key, position })
    : call<Done<Tally>>('DELETE', `/posts/${post}/position?key=${key}`)
