/** How long a consultation still takes comments: by the server's clock, and by one of the page that nobody sets. */
import type { OpenProposal } from '../open.svelte'

/** A timer counts in 31 bits. */
const LONGEST_MS = 24 * 3_600_000
const SLACK_MS = 50

/** Made in a component, whose timer it keeps. */
export class Ending {
  #turn = $state(0)
  /** 0: its time is over, or there is none. */
  readonly left = $derived.by(() => {
    void this.#turn
    const at = this.closesAt()
    const { shown, readAt } = this.proposal
    return at && shown ? Math.max(0, Date.parse(at) - Date.parse(shown.now) - (performance.now() - readAt)) : 0
  })

  constructor(
    readonly proposal: OpenProposal,
    readonly closesAt: () => string | undefined,
  ) {
    $effect(() => {
      if (!this.left) return
      const timer = setTimeout(() => (this.#turn += 1), Math.min(this.left + SLACK_MS, LONGEST_MS))
      return () => clearTimeout(timer)
    })
  }
}
