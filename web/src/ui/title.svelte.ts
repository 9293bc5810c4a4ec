/** The title of the window follows the screen, and the language. */
import { lang } from '../i18n/lang.svelte'

export function titled(words: () => string): void {
  const title = $derived(lang.words.title(words()))
  $effect(() => {
    document.title = title
  })
}
