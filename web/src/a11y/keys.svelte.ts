/**
 * Single-letter shortcuts. They keep out of the way of whoever types, of input methods that compose
 * (Telex, VNI), of the browser's own combinations, and can be switched off.
 */
const KEPT = 'shortcuts'

class Shortcuts {
  on = $state.raw(localStorage.getItem(KEPT) !== 'off')
  help = $state.raw(false)
  /** What the list of keys shows while a screen has keys of its own; null: those of a thread. */
  rows = $state.raw<[string[], string][] | null>(null)
  readonly #bound: Record<string, () => void>[] = []

  switch(on: boolean): void {
    this.on = on
    localStorage.setItem(KEPT, on ? 'on' : 'off')
  }
  /** Keys of a screen, until it goes; later ones come before earlier ones. */
  bind(keys: Record<string, () => void>): () => void {
    this.#bound.unshift(keys)
    return () => void this.#bound.splice(this.#bound.indexOf(keys), 1)
  }
  listen(): void {
    document.addEventListener('keydown', (event) => {
      if (!this.on || !isPlain(event)) return
      const act = this.#bound.find((keys) => keys[event.key])?.[event.key]
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
