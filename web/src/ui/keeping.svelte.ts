/**
 * What was typed into a form and is not sent yet, kept in this browser as drafts of posts are: of each person and form one. It is
 * brought back with a word when the form is opened again, and goes when it is sent, when it is thrown away, and when the
 * person signs out. Made while its component is.
 */
import { onDestroy } from 'svelte'
import * as db from '../live/db'
import { LEFT, leave, takeUp } from '../live/drafts'
import { session } from '../session.svelte'

interface Kept<T> {
  id: string
  typed: T
  at: number
}
const PAUSE_MS = 400
const MARK = ':form:'

export class Keeping<T> {
  /** What stands in the form is from before. */
  brought = $state.raw(false)
  readonly #id: string
  readonly #person: number
  readonly #blank: () => string
  #kept = false
  #timer: ReturnType<typeof setTimeout> | undefined

  /**
   * `form`: what tells it from every other; what of another form of the same thing is typed is another's. `read`: what stands in
   * it now, of which a change is kept; `write`: put that there. `blank`: what stood there before anything was typed; where it
   * is not given, what stands there now, and what is kept is brought back at once.
   */
  constructor(
    form: string,
    readonly read: () => T,
    readonly write: (typed: T) => void,
    blank?: () => T,
  ) {
    this.#person = session.person?.id ?? 0
    this.#id = this.#person + MARK + form
    const first = JSON.stringify(read())
    this.#blank = () => (blank ? JSON.stringify(blank()) : first)
    if (!blank) void this.bring()
    $effect(() => {
      const isBlank = this.#isBlank() // each letter begins the pause anew
      clearTimeout(this.#timer)
      if (!isBlank) this.#timer = setTimeout(this.#keep, PAUSE_MS)
      else if (this.#kept) void this.#remove()
    })
    addEventListener('pagehide', this.#leaving)
    document.addEventListener('visibilitychange', this.#leaving)
    onDestroy(() => {
      removeEventListener('pagehide', this.#leaving)
      document.removeEventListener('visibilitychange', this.#leaving)
      this.#keep()
    })
  }

  /** Puts what is kept where it was typed. */
  async bring(): Promise<void> {
    await takeUp().catch(() => {})
    const found = await db.get<Kept<T>>('drafts', this.#id).catch(() => undefined)
    if (!found || !this.#isBlank()) return // typed while it was asked for
    this.write(found.typed)
    this.#kept = this.brought = true
  }
  #isBlank = () => JSON.stringify(this.read()) === this.#blank()
  #made = (): Kept<T> => ({ id: this.#id, typed: JSON.parse(JSON.stringify(this.read())) as T, at: Date.now() })
  #mine = () => !this.#isBlank() && this.#person !== 0 && session.person?.id === this.#person

  #keep = () => {
    clearTimeout(this.#timer)
    if (!this.#mine()) return
    this.#kept = true
    // Not taken from the other shelf before: a page that goes may not get so far.
    const put = db.put('drafts', this.#made())
    void put.then(() => localStorage.removeItem(LEFT + this.#id)).catch(() => {})
  }
  /** For a page that goes away at once. */
  #leaving = () => {
    try {
      if (this.#mine()) leave(this.#made())
    } catch {
      // Too long for this shelf of the browser: what the last pause in the typing left is kept.
    }
    if (document.visibilityState === 'hidden') this.#keep()
  }
  /** It was sent, or is thrown away: the form is as it was before anything was typed. */
  async drop(): Promise<void> {
    this.write(JSON.parse(this.#blank()) as T)
    await this.#remove()
  }
  async #remove(): Promise<void> {
    clearTimeout(this.#timer)
    this.#kept = this.brought = false
    localStorage.removeItem(LEFT + this.#id)
    await db.remove('drafts', this.#id).catch(() => {})
  }
}

/** Whoever signs out leaves none of it on this device. */
export async function forgetForms(person: number): Promise<void> {
  await takeUp()
  for (const each of await db.all<{ id: string }>('drafts'))
    if (each.id.startsWith(person + MARK)) await db.remove('drafts', each.id)
}
