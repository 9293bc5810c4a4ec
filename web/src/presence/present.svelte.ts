/**
 * Who has the room of this tab open, and how many write in which thread: the last that came over the line,
 * and nothing while it is down. The tab says the same of itself.
 */
import type { FromServer } from '../api/types'
import { live } from '../live/line.svelte'

/** A tab that nobody has looked at for so long is not where its reader is. */
const AWAY_MS = 10 * 60_000
/** Who goes on to a thread of the room, or back from one, is there all the while. */
const GOING_MS = 2000
/** The server believes for five seconds that somebody writes, and looks once a second. */
const AGAIN_MS = 3000
const BELIEVED_MS = 6500
const HEARD_MS = 1000

class Present {
  count = $state.raw(0)
  members = $state.raw<number[]>([])
  writing = $state.raw<Record<string, number>>({})
  /** The thread in which the server counts this reader among those who write; 0: in none. */
  mine = $state.raw(0)
  /** Whether this reader is counted. */
  shown = $state.raw(true)
  #room: number | null = null
  #saidAt = 0
  #away: ReturnType<typeof setTimeout> | undefined
  #over: ReturnType<typeof setTimeout> | undefined

  constructor() {
    live.line.aside = (message) => this.#hear(message)
    document.addEventListener('visibilitychange', () => this.#look())
  }

  /** This tab shows the room, and its line stands. */
  enter(room: number, shown: boolean): void {
    this.#room = room
    this.shown = shown
    this.#look()
  }
  leave(): void {
    this.write(0)
    this.#room = null
    this.forget()
    clearTimeout(this.#away)
    this.#away = setTimeout(() => this.#say(null), GOING_MS)
  }
  /** The line broke: what it said is no longer known. */
  forget(): void {
    this.count = 0
    this.members = []
    this.writing = {}
    this.#wroteFor(0)
    this.#saidAt = 0
  }
  /** The text of a thread's composer has changed under its writer's hands; 0: it is empty again. */
  write(thread: number): void {
    const now = Date.now()
    if (!thread && this.#saidAt) {
      live.line.send({ type: 'typing', thread: null })
      this.#saidAt = 0
      this.#wroteFor(HEARD_MS)
    } else if (thread && this.shown && this.#room && now - this.#saidAt > AGAIN_MS) {
      live.line.send({ type: 'typing', thread })
      this.#saidAt = now
      this.mine = thread
      this.#wroteFor(BELIEVED_MS)
    }
  }

  #wroteFor(ms: number): void {
    clearTimeout(this.#over)
    if (ms) this.#over = setTimeout(() => (this.mine = 0), ms)
    else this.mine = 0
  }
  #look(): void {
    if (!this.#room) return
    clearTimeout(this.#away)
    if (document.visibilityState === 'visible') this.#say(this.#room)
    else this.#away = setTimeout(() => this.#say(null), AWAY_MS)
  }
  #say(room: number | null): void {
    live.line.send({ type: 'here', room, shown: this.shown })
    if (!room) this.forget()
  }
  #hear(message: FromServer): void {
    if (!('room' in message) || message.room !== this.#room) return
    if (message.type === 'present') {
      this.count = message.count
      this.members = message.members
    } else if (message.type === 'writing') this.writing = message.threads
  }
}
export const present = new Present()
