/**
 * The one live region of the page. What happens by itself is summed up at most every five seconds;
 * what answers the reader's own act is said at once.
 */
const EVERY_MS = 5_000

class Announcer {
  text = $state.raw('')
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
    this.#summary = summary
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined
        const text = this.#summary?.()
        this.#summary = null
        if (text) this.now(text)
      },
      Math.max(300, this.#last + EVERY_MS - Date.now()),
    )
  }
}
export const announcer = new Announcer()
