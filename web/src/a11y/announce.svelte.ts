/**
 * The one live region of the page. What happens by itself is summed up at most every five seconds, or every second, or
 * not said, as the reader chose on this device; what answers the reader's own act is said at once.
 */
const EVERY_MS = { off: 0, summary: 5_000, all: 1_000 }
export type Announced = keyof typeof EVERY_MS

class Announcer {
  text = $state.raw('')
  chosen = $state.raw((localStorage.getItem('announced') as Announced | null) ?? 'summary')
  #last = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #summary: (() => string) | null = null

  now(text: string): void {
    // The same words twice are not read twice unless the text changes in between.
    this.text = text === this.text ? `${text}\u00a0` : text
    this.#last = Date.now()
  }
  /** `summary` is asked for its words when its time comes, so that it tells of all that came. */
  later(summary: () => string): void {
    if (this.chosen === 'off') return
    this.#summary = summary
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined
        const text = this.#summary?.()
        this.#summary = null
        if (text) this.now(text)
      },
      Math.max(300, this.#last + EVERY_MS[this.chosen] - Date.now()),
    )
  }
}
export const announcer = new Announcer()
