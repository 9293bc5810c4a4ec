/** Several askings of one moment are one: what is asked for is done once, a little later. */
const SOON_MS = 250

export class Soon {
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(readonly act: () => unknown) {}

  ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.act()
    }, SOON_MS)
  }

  /** What was asked for is not done any more; later askings are. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
