/** The language of the page: its words, loaded when needed, and how it writes numbers and times. */
import { caller } from '../api/client'
import type { Language } from '../api/types'
import { formats } from './formats'
import type { Words } from './vi'

const load = {
  vi: () => import('./vi').then((file): Words => file.vi),
  en: () => import('./en').then((file): Words => file.en),
}
const KEPT = 'language'

class Lang {
  code = $state.raw<Language>('vi')
  #words = $state.raw<Words>()
  readonly formats = $derived(formats(this.code))

  /** Only read after `speak` has returned once, which `main.ts` awaits. */
  get words(): Words {
    return this.#words!
  }
  /** The words of a screen that is fetched late: they come with it, in both languages. */
  of<W>(words: { vi: W; en: W }): W {
    return words[this.code]
  }
  n(value: number): string {
    return this.formats.number(value)
  }
  async speak(code: Language): Promise<void> {
    const words = await load[code]()
    this.#words = words
    this.code = code
    caller.language = code
    document.documentElement.lang = code
    localStorage.setItem(KEPT, code)
  }
  /** What the reader chose on this device, else Vietnamese. */
  get preferred(): Language {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi'
  }
}

export const lang = new Lang()
