/** The address bar as state. Links are ordinary `<a href>`; clicks on ours change the screen in place. */
import { untrack } from 'svelte'
import { screenAt } from './router'

class Here {
  path = $state.raw(location.pathname)
  search = $state.raw(location.search)
  hash = $state.raw(location.hash)
  /** Counts arrivals, so that following a link to where one already is still does something. */
  visit = $state.raw(0)
  readonly screen = $derived(screenAt(this.path))
  /** The room of what is shown, where the address does not name it. */
  within = $state.raw(0)
  /** The room one is in; 0: none. */
  readonly room = $derived(('room' in this.screen && this.screen.room) || this.within)

  go(to: string, replace = false): void {
    history[replace ? 'replaceState' : 'pushState'](null, '', to)
    this.#read()
  }
  /** Changes the address without a change of screen. */
  note(to: string): void {
    history.replaceState(null, '', to)
  }
  #read(): void {
    this.path = location.pathname
    this.search = location.search
    this.hash = location.hash
    // Not as a dependency: an effect may send elsewhere, and must not run again because it did.
    this.visit = untrack(() => this.visit) + 1
  }
  listen(): void {
    addEventListener('popstate', () => this.#read())
    addEventListener('hashchange', () => this.#read())
    document.addEventListener('click', (event) => this.#follow(event))
  }
  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey) return
    if (event.shiftKey || event.altKey) return
    const link = (event.target as Element).closest('a')
    if (!link || link.target || link.origin !== location.origin || link.download) return
    if (link.getAttribute('href')!.startsWith('#')) return
    if (screenAt(link.pathname).name === 'missing') return
    event.preventDefault()
    if (link.href !== location.href) this.go(link.href)
    else this.visit++
  }
}
export const here = new Here()
