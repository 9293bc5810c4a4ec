/**
 * A snapshot of something small, asked for in a room that goes on. Entries come while it is on its way: it holds unless one of them was
 * about what it shows, and then it is asked for again.
 */
import type { Cursor } from './cursor'

const TIMES = 5

export class Fresh {
  #told = 0
  #asked = 0
  #taken = 0

  /** The entry of this number was about what is shown. */
  tell(seq: number): void {
    this.#told = Math.max(this.#told, seq)
  }
  /**
   * The snapshot, and the cursor set to it. Null: a later one was taken meanwhile, or entries were faster each time; what is shown stays.
   * `same`: whether it is of the journal that the cursor is in.
   */
  async ask<Shown extends Cursor>(
    cursor: Cursor,
    question: () => Promise<Shown>,
    same = (shown: Shown) => shown.epoch === cursor.epoch,
  ): Promise<Shown | null> {
    for (let times = 0; times < TIMES; times++) {
      const turn = ++this.#asked
      const shown = await question()
      if (turn < this.#taken) return null
      const goesOn = same(shown)
      if (goesOn && shown.seq < this.#told) continue
      this.#taken = turn
      if (!goesOn) this.#told = 0
      cursor.seq = goesOn ? Math.max(cursor.seq, shown.seq) : shown.seq
      cursor.epoch = shown.epoch
      return shown
    }
    return null
  }
}
