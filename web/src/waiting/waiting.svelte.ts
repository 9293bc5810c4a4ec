/**
 * One's own posts of a room that wait for a moderator. They are in no journal: the list is asked for
 * anew whenever the inbox says that something of one's own was held, or decided.
 */
import { call } from '../api/client'
import type { Entry, Held } from '../api/types'
import { live } from '../live/line.svelte'
import { sender } from '../live/sender.svelte'
import { Soon } from '../ui/soon'
import { concerns, inThread } from './which'

/** The thread itself comes first. */
const IDLE_MS = 2000

export class Own {
  all = $state.raw<Held[]>([])
  #soon = new Soon(() => this.#renew())
  #ask = 0

  constructor(
    readonly room: number,
    readonly thread: number | null,
  ) {}

  /** Asks, and keeps asking until what it returns is called. */
  follow(): () => void {
    const heard = (entry: Entry | null) => concerns(entry, this.room) && this.#soon.ask()
    live.inboxed.add(heard)
    const sent: Parameters<typeof sender.acknowledged.add>[0] = (item, { result }) => {
      if (result.held && item.room === this.room) this.#soon.ask()
    }
    sender.acknowledged.add(sent)
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(() => this.#renew(), { timeout: IDLE_MS })
    else this.#soon.ask()
    return () => {
      live.inboxed.delete(heard)
      sender.acknowledged.delete(sent)
      this.#soon.stop()
    }
  }
  async #renew(): Promise<void> {
    const ask = ++this.#ask
    try {
      const found = await call<Held[]>('GET', `/rooms/${this.room}/held`)
      if (ask === this.#ask) this.all = inThread(found, this.thread)
    } catch {
      // What is shown stays; the next news asks again.
    }
  }
}
