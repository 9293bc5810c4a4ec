/** How the pages are shown and what is told, as the reader chooses it: kept on this device. */
import { announcer, type Announced } from '../a11y/announce.svelte'
import { shortcuts } from '../a11y/keys.svelte'
import { theme, type Size, type Theme } from '../ui/theme.svelte'

export function chooseTheme(chosen: Theme): void {
  theme.chosen = chosen
  localStorage.setItem('theme', chosen)
  theme.show()
}
export function chooseSize(size: Size): void {
  theme.size = size
  localStorage.setItem('size', size)
  theme.show()
}
export function chooseAnnounced(chosen: Announced): void {
  announcer.chosen = chosen
  localStorage.setItem('announced', chosen)
}
export function switchShortcuts(on: boolean): void {
  shortcuts.on = on
  localStorage.setItem('shortcuts', on ? 'on' : 'off')
}
