/**
 * A reader at work on a case that is open on this page, whatever it is about: claimed by being opened, where it waits
 * and is free, and let go by leaving. Made while its component is.
 */
import { onDestroy, tick } from 'svelte'
import { announcer } from '../a11y/announce.svelte'
import { live } from '../live/line.svelte'
import { heldBy } from './clock'
import { Lease } from './lease.svelte'
import type { OpenQueue } from './queue.svelte'
import type { Case } from './types'

interface Opened {
  /** Its line in the queue; null: it is not known yet. */
  line: () => Case | null
  /** Whether it waits for this reader among others. */
  waits: () => boolean
  /** Whether this reader proposed what waits: then it stays free for the second. */
  proposed: () => boolean
  /** Whether its heading gets the focus. */
  focus: () => boolean
  load: () => Promise<void>
}

export class Work {
  readonly lease: Lease
  readonly now: number
  /** Somebody else who is at it. */
  readonly other: number | null
  /** Nothing can be sent now. */
  readonly stopped: boolean
  /** What is opened in the forms stays open from the asking on, and what was begun is kept, whatever becomes of the claim. */
  readonly working: boolean
  top = $state<HTMLElement>()
  /** Why it could not be read the last time, and when it could. */
  failure = $state.raw<unknown>()
  at = 0

  constructor(
    readonly queue: OpenQueue,
    readonly id: number,
    readonly opened: Opened,
  ) {
    const lease = (this.lease = new Lease(id))
    const holder = $derived.by(() => {
      const line = opened.line()
      return line && heldBy(line, this.now)
    })
    this.now = $derived(queue.queue?.now ?? 0)
    this.other = $derived(holder !== null && holder !== queue.me ? holder : null)
    this.stopped = $derived(lease.state !== 'held' || this.other !== null || live.state === 'offline')
    this.working = $derived(opened.waits() && (lease.begun || lease.state === 'asking'))
    $effect(() => {
      if (lease.state === 'held' && (this.other !== null || !opened.waits())) lease.ended()
    })
    onDestroy(() => lease.leave())
  }
  open = async (): Promise<void> => {
    await this.opened.load()
    if (this.opened.focus()) await this.#look()
    if (this.opened.waits() && this.other === null && !this.opened.proposed()) void this.lease.take()
  }
  /** It was read. */
  read(): void {
    this.failure = undefined
    this.at = Date.now()
  }
  /** It was decided here, which is said, and read again. */
  async decided(said: string): Promise<void> {
    this.lease.decided()
    announcer.now(said)
    await this.opened.load()
    await this.#look()
  }
  async #look(): Promise<void> {
    await tick()
    this.top?.focus()
  }
}
