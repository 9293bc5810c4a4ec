/**
 * Single-letter shortcuts. They keep out of the way of whoever types, of input methods that compose
 * (Telex, VNI), of the browser's own combinations, and can be switched off. What is bound is what `?` shows.
 */
import type { Keys, Layer } from '../ui/keys-words'

class Shortcuts {
  on = $state.raw(localStorage.getItem('shortcuts') !== 'off')
  /** What lies over the page by a key. */
  shown = $state.raw<'keys' | 'palette' | null>(null)
  /** Later ones come before earlier ones. */
  readonly bound: { layer: Layer; keys: Record<string, () => void> }[] = []

  /** Keys of a screen or of a part of it, until it goes. */
  bind<L extends Layer>(layer: L, keys: Keys<L>): () => void {
    const own = { layer, keys: keys as Record<string, () => void> }
    this.bound.unshift(own)
    return () => void this.bound.splice(this.bound.indexOf(own), 1)
  }
  listen(): void {
    document.addEventListener('keydown', (event) => {
      if (!this.on || !isPlain(event)) return
      const act = this.bound.find(({ keys }) => keys[event.key])?.keys[event.key]
      if (!act) return
      event.preventDefault()
      act()
    })
  }
}

function isPlain(event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented) return false
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  // The editor of a draft stands in a shadow root, whose host is all that `target` would name.
  const target = event.composedPath()[0] as HTMLElement
  if (document.querySelector('dialog[open]')) return false
  // What is chosen with takes no letters: after that, the keys go on.
  return !target.closest(`input:not([type='radio'], [type='checkbox']), textarea, select, [contenteditable]`)
}
export const shortcuts = new Shortcuts()
