/**
 * One command at a time, and each of them once: while it is on its way nothing else is sent, and where no answer
 * came the same wish goes out again under the same key.
 */
import { isUncertain, Problem } from '../api/client'
import { newKey } from '../api/key'

export class Command {
  busy = $state.raw(false)
  /** The server's sentence, where it refused the last one. */
  refused = $state.raw('')
  /** Nothing is known of the last one: the same wish may be sent again. */
  lost = $state.raw(false)
  #unsure: { wish: string; key: string } | null = null

  /** What was answered; null: refused, unanswered, or another one is on its way. */
  async run<T>(wish: unknown, send: (key: string) => Promise<T>): Promise<T | null> {
    if (this.busy) return null
    const said = JSON.stringify(wish)
    const key = this.#unsure?.wish === said ? this.#unsure.key : newKey()
    this.busy = true
    this.refused = ''
    this.lost = false
    try {
      const answer = await send(key)
      this.#unsure = null
      return answer
    } catch (error) {
      const unsure = isUncertain(error)
      this.#unsure = unsure ? { wish: said, key } : null
      this.refused = error instanceof Problem ? error.detail : ''
      this.lost = unsure && !this.refused
      return null
    } finally {
      this.busy = false
    }
  }
}
