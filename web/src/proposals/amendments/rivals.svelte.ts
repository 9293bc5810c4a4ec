/**
 * Other open amendments of the same places, beside the one that is read. They stay as they were read; what the room's journal
 * tells of others is asked about, and new ones wait to be asked for, so that nothing moves under whoever reads.
 */
import * as calls from './calls'
import type { Amendment, Rival, Shown } from './types'

/** Readers of one page do not all ask at once. */
const LEAST_MS = 300
const SPREAD_MS = 700

export class RivalsOf {
  /** On the page. */
  lines = $state.raw<Rival[]>([])
  /** As they are now; null: nothing was heard since they were read. */
  #latest = $state.raw<Rival[] | null>(null)
  readonly fresh = $derived((this.#latest ?? []).filter((each) => !has(this.lines, each)))
  #base = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(readonly id: number) {}

  read({ amendment, rivals }: Shown): void {
    clearTimeout(this.#timer)
    this.#base = amendment.base
    this.lines = rivals
    this.#latest = null
  }
  /** An amendment was proposed, revised or ended; null: something may have been missed. */
  hear = (line: Amendment | null): void => {
    if (line && (line.id === this.id || line.state !== 'open' || line.base !== this.#base)) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(), LEAST_MS + Math.random() * SPREAD_MS)
  }
  async #ask(): Promise<void> {
    const found = await calls.one(this.id).catch(() => null)
    if (found?.amendment.state === 'open' && found.amendment.base === this.#base) this.#latest = found.rivals
  }
  /** It was put otherwise since, and touches this one no more. */
  isApart = (rival: Rival): boolean => this.#latest !== null && !has(this.#latest, rival)
  show(): void {
    if (this.#latest) this.lines = this.#latest
  }
  close(): void {
    clearTimeout(this.#timer)
  }
}

const has = (some: Rival[], one: Rival) => some.some((each) => each.amendment.id === one.amendment.id)
