/**
 * A room marked as read from the list, with ten seconds to take it back: until they are over only this page knows of it,
 * because what was unread before could not be told from what was read.
 */
import * as server from '../api/server'
import type { RoomLine } from '../api/types'
import { tell } from '../live/tabs'
import { lines } from './lines.svelte'

const OFFERED_MS = 10_000

class Marking {
  /** What can be taken back; `unread`: how many posts. */
  last = $state.raw<{ id: number; title: string; seq: number; unread: number } | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined

  mark({ room: { id, title }, seq, unread }: RoomLine): void {
    this.settle()
    this.last = { id, title, seq, unread }
    lines.unread(id, 0)
    this.#timer = setTimeout(() => this.settle(), OFFERED_MS)
  }
  undo(): void {
    const { last } = this
    this.#forget()
    if (last) this.#restore(last.id, last.unread)
  }
  /** Tells the server; also when the page goes before the time is over. */
  settle(): void {
    const { last } = this
    this.#forget()
    if (last) void this.#tell(last.id, last.seq, last.unread)
  }

  async #tell(id: number, seq: number, unread: number): Promise<void> {
    try {
      const left = await server.noteReading(id, [[1, seq]], [])
      lines.unread(id, left.unread)
      tell({ type: 'read', room: id, unread: left.unread })
    } catch {
      this.#restore(id, unread)
    }
  }
  /** At least what it was; how much came since, and whether the list was read anew meanwhile, the server knows. */
  #restore(id: number, unread: number): void {
    const now = lines.all.find((line) => line.room.id === id)
    lines.unread(id, Math.max(unread, now?.unread ?? 0))
    void lines.load(true)
  }
  #forget(): void {
    clearTimeout(this.#timer)
    this.last = null
  }
}
export const marking = new Marking()
