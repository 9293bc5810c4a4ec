/** What a reader does to a post from its menu, or by a letter: it comes with the menu. */
import { announcer } from '../a11y/announce.svelte'
import { call } from '../api/client'
import { newKey } from '../api/key'
import type { Done, Post } from '../api/types'
import { lang } from '../i18n/lang.svelte'
import { toPost } from '../router'
import type { Desk } from './desk.svelte'
import { words } from './further-words'
import type { Row } from './row.svelte'

const LONGEST = 500

export async function quote(desk: Desk, row: Row): Promise<void> {
  if (!desk.mayPost || row.sending || !desk.compose) return
  const chosen = chosenIn(row.element?.querySelector('.body')).trim().replace(/\s+/g, ' ')
  const lines = chosen.length > LONGEST ? `${chosen.slice(0, LONGEST).replace(/ \S*$/, '')}…` : chosen
  await desk.compose.aim(row.id)
  const quoted = `> [${desk.nameOf(row)}](#p${row.id}): ${lines}\n\n`
  desk.compose.body = quoted + desk.compose.body
  desk.compose.changed()
  desk.write()
}
export async function retract(desk: Desk, row: Row, reason: string): Promise<void> {
  const take = () => call<Done<Post>>('PUT', `/posts/${row.id}/retraction`, { key: newKey(), reason })
  await desk.attempt(async () => desk.store.told((await take()).result))
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

const BLOCKS = 'p, li, br, tr, th, td, pre, blockquote, h1, h2, h3, h4'

/** The words of a post that are selected, as far as they are its own; all of them where none are. */
function chosenIn(body: Element | null | undefined): string {
  if (!body) return ''
  const part = document.createRange()
  part.selectNodeContents(body)
  const selection = getSelection()
  const chosen = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null
  if (chosen?.intersectsNode(body)) {
    if (body.contains(chosen.startContainer)) part.setStart(chosen.startContainer, chosen.startOffset)
    if (body.contains(chosen.endContainer)) part.setEnd(chosen.endContainer, chosen.endOffset)
  }
  const words = part.cloneContents()
  // The cells of a row are told apart, or a table reads as one sentence.
  for (const cell of words.querySelectorAll('td, th')) cell.append(cell.nextElementSibling ? ' ·' : ';')
  for (const block of words.querySelectorAll(BLOCKS)) block.after(' ')
  return words.textContent
}
