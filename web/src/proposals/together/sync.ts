/**
 * A document and the server's, brought together: what is typed goes up, what others typed comes down. It knows no clock and no page;
 * `changed` is called when something was typed here. What was sent is kept until the server has said that it has it.
 */
import * as Y from 'yjs'
import type { Lacking } from '../../api/types.gen'
import { fromBase64, toBase64 } from './base64'

export interface Ways {
  since(after: number): Promise<Lacking>
  push(change: string, after: number | null): Promise<Lacking>
}
/** Where an edit comes from that was not made here. */
export const ELSEWHERE = Symbol('elsewhere')

export class Sync {
  readonly doc = new Y.Doc()
  readonly text = this.doc.getText('text')
  readonly title = this.doc.getText('title')
  /** The number of the newest edit that is in here; null: nothing has come yet. */
  seq: number | null = null
  #waiting: Uint8Array[] = []
  #busy: Promise<void> | null = null

  constructor(
    readonly ways: Ways,
    changed: () => void,
  ) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === ELSEWHERE) return
      this.#waiting.push(update)
      changed()
    })
  }

  /** Whether something was typed that the server is not known to have. */
  get isAhead(): boolean {
    return this.#waiting.length > 0
  }
  /** Everything that is in here, to be kept in the browser. */
  state(): string {
    return toBase64(Y.encodeStateAsUpdate(this.doc))
  }

  /** Begin with what the server has, and with what was kept in this browser. */
  begin(lacking: Lacking, kept?: string): void {
    if (kept) Y.applyUpdate(this.doc, fromBase64(kept), ELSEWHERE)
    this.#take(lacking)
  }

  /** Send what was typed and take what is lacking. What fails is thrown, and nothing is lost by it. */
  async sync(): Promise<void> {
    while (this.#busy) await this.#busy.catch(() => {})
    this.#busy = this.#once()
    try {
      await this.#busy
    } finally {
      this.#busy = null
    }
  }

  async #once(): Promise<void> {
    const count = this.#waiting.length
    if (!count) return this.#take(await this.ways.since(this.seq ?? -1))
    const change = count === 1 ? this.#waiting[0]! : Y.mergeUpdates(this.#waiting.slice(0, count))
    const vector = Y.encodeStateVector(this.doc)
    const lacking = await this.ways.push(toBase64(change), this.seq)
    this.#waiting.splice(0, count)
    this.#take(lacking)
    if (lacking.vector && !covers(fromBase64(lacking.vector), vector)) this.#owe(fromBase64(lacking.vector))
  }

  #take({ seq, state, changes }: Lacking): void {
    const updates = [...(state ? [state] : []), ...changes.map(({ change }) => change)].map(fromBase64)
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update, ELSEWHERE)
    }, ELSEWHERE)
    this.seq = seq
    if (state) this.#compare(updates)
  }

  /** All that the server has has come: what is here besides, it lacks. */
  #compare(updates: Uint8Array[]): void {
    const theirs = new Y.Doc()
    for (const update of updates) Y.applyUpdate(theirs, update)
    const vector = Y.encodeStateVector(theirs)
    const same = (['text', 'title'] as const).every(
      (name) => theirs.getText(name).toString() === this[name].toString(),
    )
    if (!same || !covers(vector, Y.encodeStateVector(this.doc))) this.#owe(vector)
    theirs.destroy()
  }

  /** Whatever the server lacks is one update more that waits. */
  #owe(vector: Uint8Array): void {
    this.#waiting = [Y.encodeStateAsUpdate(this.doc, vector)]
  }
}

/** Whether whoever has the first has all of the second. */
function covers(theirs: Uint8Array, ours: Uint8Array): boolean {
  const have = Y.decodeStateVector(theirs)
  return [...Y.decodeStateVector(ours)].every(([client, clock]) => (have.get(client) ?? 0) >= clock)
}
