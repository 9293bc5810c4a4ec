/** The title of the window follows the screen, and the language. */
import { lang } from '../i18n/lang.svelte'

export function titled(words: () => string): void {
  $effect(() => {
    document.title = lang.words.title(words())
  })
}
