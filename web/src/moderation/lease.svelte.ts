/**
 * The case this page works on: claimed while it is shown, so that nobody else decides it meanwhile. A page nobody
 * looks at renews nothing, and after three minutes the case is anybody's.
 */
import { Problem } from '../api/client'
import * as calls from './calls'

const RENEW_MS = 60_000
const AGAIN_MS = 10_000

export class Lease {
  state = $state.raw<'none' | 'asking' | 'held' | 'refused'>('none')
  /** Why it was refused. */
  why = $state.raw('')
  /** It was held here, and is not decided yet. */
  begun = $state.raw(false)
  #timer: ReturnType<typeof setTimeout> | undefined
  #over = false

  constructor(readonly id: number) {}

  async take(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#over || this.state === 'asking') return
    const before = this.state
    this.state = before === 'held' ? 'held' : 'asking'
    try {
      await calls.claim(this.id)
      this.state = 'held'
      this.begun = true
      if (this.#over) this.#release()
      else this.#timer = setTimeout(() => this.#renew(), RENEW_MS)
    } catch (error) {
      const refused = error instanceof Problem && error.status < 500 && error.status !== 429
      this.why = error instanceof Problem ? error.detail : ''
      this.state = refused ? 'refused' : before
      if (!refused && !this.#over) this.#timer = setTimeout(() => this.#renew(), AGAIN_MS)
    }
  }
  /** The page is looked at again. */
  seen(): void {
    if (this.state === 'held' && document.visibilityState === 'visible') void this.take()
  }
  /** The case was decided, which ended the claim. */
  decided(): void {
    this.ended()
    this.begun = false
  }
  /** It was decided elsewhere, or is somebody else's now. */
  ended(): void {
    clearTimeout(this.#timer)
    this.state = 'none'
  }
  leave(): void {
    clearTimeout(this.#timer)
    this.#over = true
    if (this.state === 'held') this.#release()
    this.state = 'none'
  }

  #renew(): void {
    if (document.visibilityState === 'visible') void this.take()
  }
  #release(): void {
    void calls.release(this.id).catch(() => {})
  }
}
