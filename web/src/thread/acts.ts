/** What a reader does to a post from its menu, or by a letter: it comes with the menu. */
import { announcer } from '../a11y/announce.svelte'
import * as server from '../api/server'
import { lang } from '../i18n/lang.svelte'
import { toPost } from '../router'
import type { Desk } from './desk.svelte'
import { words } from './further-words'
import type { Row } from './row.svelte'

export async function quote(desk: Desk, row: Row): Promise<void> {
  if (!desk.mayPost || row.sending || !desk.compose) return
  const chosen = selectedIn(row.element) || row.element?.querySelector('.body')?.textContent || ''
  const lines = chosen.trim().replace(/\s+/g, ' ').slice(0, 500)
  await desk.compose.aim(row.id)
  const quoted = `> [${desk.nameOf(row)}](#p${row.id}): ${lines}\n\n`
  desk.compose.body = quoted + desk.compose.body
  desk.compose.changed()
  desk.write()
}
export async function retract(desk: Desk, row: Row, reason: string): Promise<void> {
  await desk.attempt(async () => desk.store.told((await server.retract(row.id, reason)).result))
}
export async function mute(desk: Desk, row: Row): Promise<void> {
  await desk.attempt(() => desk.room.mute(row.post.author))
  row.opened = false
  row.element?.focus({ preventScroll: true })
}
export async function copyLink(desk: Desk, row: Row): Promise<void> {
  const link = new URL(toPost(desk.room.id, row.id), location.href).href
  await desk.attempt(async () => {
    await navigator.clipboard.writeText(link)
    announcer.now(lang.of(words).linked)
  })
}
export function unreadFrom(desk: Desk, row: Row): void {
  const rows = [...desk.store.chunks.rows()]
  const marked = rows
    .slice(rows.indexOf(row))
    .filter((each) => !desk.isMine(each) && !each.sending && desk.room.me)
  for (const each of marked) {
    each.unread = true
    each.keptUnread = true
    desk.store.folding.recount(each)
  }
  desk.reading?.unread(marked.map((each) => each.post.seq))
  announcer.now(lang.of(words).marked(lang.n(marked.length)))
}

function selectedIn(element: HTMLElement | undefined): string {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || !element) return ''
  const body = element.querySelector('.body')
  return body && selection.anchorNode && body.contains(selection.anchorNode)
    ? selection.toString()
    : ''
}
