/**
 * Whether a ballot can reach the box. While the line is broken that is asked of the server itself, at each attempt to join it
 * again: a proxy that lets no socket through keeps nobody from voting.
 */
import { live } from '../../live/line.svelte'
import * as calls from './calls'

export class Reach {
  #lost = $state.raw(false)
  /** Since when no ballot can be cast; 0: one can. */
  readonly lostSince = $derived(live.state === 'offline' && this.#lost ? live.since : 0)

  /** To be called in an effect. */
  watch(vote: number): void {
    void live.attempt
    if (live.state !== 'offline') return void (this.#lost = false)
    void calls.one(vote).then(
      () => (this.#lost = false),
      () => (this.#lost = true),
    )
  }
}
