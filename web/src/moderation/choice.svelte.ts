/** Cases that were chosen in the list, to be merged: under the open one where it is among them, else under the first in the list. */
import { Problem } from '../api/client'
import * as calls from './calls'
import { heldBy } from './clock'
import { Command } from './command.svelte'
import { isUnder } from './queue'
import type { OpenQueue } from './queue.svelte'
import type { Case } from './types'

export const canMerge = (line: Case): boolean => line.stage === 'open' && !line.asked && !isUnder(line)

export class Choice {
  #ids = $state.raw<readonly number[]>([])
  readonly command = new Command()
  readonly ids: readonly number[]

  constructor(
    readonly queue: OpenQueue,
    readonly open: () => number,
  ) {
    // What was decided or merged elsewhere meanwhile is not chosen any more.
    this.ids = $derived(
      this.queue.rows
        .map((row) => row.case)
        .filter((line) => canMerge(line) && this.#ids.includes(line.id))
        .map((line) => line.id),
    )
  }
  toggle(id: number): void {
    const line = this.queue.rows.find((row) => row.case.id === id)?.case
    if (!line || !canMerge(line)) return
    this.#ids = this.ids.includes(id) ? this.ids.filter((each) => each !== id) : [...this.ids, id]
  }
  clear(): void {
    this.#ids = []
  }
  /** The case that leads the others now; null: nothing was merged. */
  async merge(): Promise<number | null> {
    if (this.ids.length < 2) return null
    const lead = this.ids.find((id) => id === this.open()) ?? this.ids[0]!
    const others = this.ids.filter((id) => id !== lead)
    const done = await this.command.run({ lead, others }, async (key) => {
      const line = this.queue.rows.find((row) => row.case.id === lead)?.case
      const mine = line && heldBy(line, Date.now()) === this.queue.me
      await calls.claim(lead)
      try {
        return await calls.merge(lead, others, key)
      } catch (error) {
        // Refused, it is as it was before: nobody waits for a lease that is for nothing.
        if (!mine && error instanceof Problem) void calls.release(lead).catch(() => null)
        throw error
      }
    })
    if (!done) return null
    this.clear()
    return lead
  }
}
