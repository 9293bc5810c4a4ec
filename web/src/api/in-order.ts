/** Commands about one thing, sent one after the other: sent at once, the server might hear the last one first. */
export class InOrder {
  #before: Promise<unknown> = Promise.resolve()
  #left = 0

  /** One was sent, or is to be, that has not been answered. */
  get waits(): boolean {
    return this.#left > 0
  }
  /** Sent once those before were answered, whatever the answer. */
  send<T>(command: () => Promise<T>): Promise<T> {
    this.#left++
    const sent = this.#before
      .catch(() => {})
      .then(command)
      .finally(() => this.#left--)
    this.#before = sent
    return sent
  }
}
