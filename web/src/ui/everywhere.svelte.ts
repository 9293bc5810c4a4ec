/** The keys of every screen, fetched beside it: the palette, the places after a `g`, walking along the list that a screen shows. */
import { shortcuts } from '../a11y/keys.svelte'
import { here } from '../here.svelte'
import { toProposals } from '../proposals/paths'
import { toRoom, type Screen } from '../router'
import { session } from '../session.svelte'
import type { Keys, Layer } from './keys-words'
import { stepTo } from './stepping'

/** Between the `g` and the letter of the place. */
const PAIR_MS = 1500
/** The longest that letters wait for the palette. */
const OPENING_MS = 1000
/** What was typed before the field of the palette was there. */
export const early = { typed: '' }

/** Only where one may go has a key. */
function places(room: number): Keys<'go'> {
  const to = (path: string) => () => here.go(path)
  const keys: Keys<'go'> = { 'g r': to('/') }
  if (room) {
    keys['g h'] = to(toRoom(room))
    keys['g p'] = to(toProposals(room))
  }
  if (session.person) {
    keys['g i'] = to('/inbox')
    if (session.moderation) keys['g m'] = to('/moderation')
    keys['g u'] = to('/me')
  }
  return keys
}
/** For a moment after the `g`, or until the next key, the letters are those of the places. */
function pair(keys: Keys<'go'>): () => void {
  return () => {
    const letters = Object.fromEntries(Object.entries(keys).map(([name, act]) => [name.slice(2), act]))
    const own = { layer: 'go' as Layer, keys: letters as Keys<Layer> }
    shortcuts.bound.unshift(own)
    const over = () => {
      const at = shortcuts.bound.indexOf(own)
      if (at >= 0) shortcuts.bound.splice(at, 1)
      clearTimeout(timer)
      document.removeEventListener('keydown', next)
    }
    const next = ({ key }: KeyboardEvent) => key !== 'Shift' && over()
    const timer = setTimeout(over, PAIR_MS)
    document.addEventListener('keydown', next)
  }
}
/** What is walked along on each screen; the others have no list, or walk in their own way. */
function walked({ name, ...screen }: Screen): [Layer, string] | null {
  if (name === 'room' || name === 'inbox' || name === 'search') return [name, '.list a']
  if (name !== 'proposals') return null
  return 'id' in screen && screen.id ? ['proposal', 'nav.views a'] : ['proposals', '.list a']
}

const isOver = () => document.querySelector('dialog[open]') !== null
/** No letter, so it works also in a field and is never switched off. */
function opensAnywhere(event: KeyboardEvent): boolean {
  if (event.key !== 'k' || event.altKey || event.shiftKey || event.isComposing || event.defaultPrevented) return false
  if (isOver()) return false
  return /Mac|iP/.test(navigator.platform) ? event.metaKey : event.ctrlKey
}

export function start(): void {
  let opened = -OPENING_MS
  const open = () => {
    early.typed = ''
    opened = performance.now()
    shortcuts.shown = 'palette'
  }
  // Before anybody else hears it: what is typed while the palette comes is meant for its field, and does nothing on the page.
  const hear = (event: KeyboardEvent) => {
    const coming = shortcuts.shown === 'palette' && !isOver() && performance.now() - opened < OPENING_MS
    if (opensAnywhere(event)) open()
    else if (coming && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) early.typed += event.key
    else return
    event.preventDefault()
  }
  document.addEventListener('keydown', hear, { capture: true })
  shortcuts.bind('frame', { 'Mod+k': open })
  $effect.root(() => {
    $effect(() => {
      const keys = places(here.room)
      return shortcuts.bind('go', { ...keys, g: pair(keys) } as Keys<'go'>)
    })
    $effect(() => {
      const walk = walked(here.screen)
      if (!walk) return
      const step = (by: 1 | -1) => () => stepTo(document.querySelectorAll<HTMLElement>(`main ${walk[1]}`), by)
      return shortcuts.bind(walk[0] as 'room', { j: step(1), k: step(-1) })
    })
  })
}
