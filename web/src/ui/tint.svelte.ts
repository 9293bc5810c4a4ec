/** What the browser or the telephone draws around the page has the colour of its paper, in the theme that is shown. */
import { theme } from './theme.svelte'

export function tint(): void {
  const meta = document.head.appendChild(document.createElement('meta'))
  meta.name = 'theme-color'
  const paint = () => void (meta.content = getComputedStyle(document.body).backgroundColor)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint)
  $effect.root(() => {
    $effect(() => {
      if (theme.chosen) paint()
    })
  })
}
