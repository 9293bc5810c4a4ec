/** Where the focus goes when a screen changes: its heading, so that it is read and Tab goes on from there. */
import { untrack } from 'svelte'
import { here } from '../here.svelte'

export const heading = (element: HTMLElement): void => {
  element.tabIndex = -1
  // The first screen is the browser's own arrival: Tab begins at the top, with the skip link.
  if (untrack(() => here.visit)) element.focus({ preventScroll: true })
}
