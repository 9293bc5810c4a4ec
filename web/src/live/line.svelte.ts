/** The state of this tab's line as the page shows it, and the moment at which news is put on screen. */
import type { Entry, Inbox } from '../api/types'
import { keepPlace } from '../thread/place'
import { Line, type LineState } from './socket'

/** One flush a tenth of a second; slower when a flush itself is slow, so that typing stays quick. */
const FLUSH_MS = 100
const SLOW_FLUSH_MS = 250
const SLOW_MS = 50

class Live {
  state = $state.raw<LineState>('connecting')
  /** Since when the page may be behind; 0 while it is not. */
  since = $state.raw(0)
  attempt = $state.raw(0)
  /** When the oldest of the copies on the page was made; 0: there is none. */
  copied = $state.raw(0)
  newBuild = $state.raw(false)
  readonly inboxed = new Set<(entry: Entry | null) => void>()
  ended = (_why: string) => {}
  /** Called when the line stands again. */
  back = () => {}
  #build = ''
  #inboxAt: number | undefined
  #flush: ReturnType<typeof setTimeout> | undefined
  #everyMs = FLUSH_MS

  readonly line = new Line(`${location.protocol.replace('http', 'ws')}//${location.host}/live`, {
    changed: (state, attempt) => {
      if (state === 'live') {
        if (this.since) this.back()
        this.since = this.copied = 0
      } else if (!this.since && state === 'offline') this.since = Date.now()
      this.state = state
      this.attempt = attempt
    },
    news: () => (this.#flush ??= setTimeout(() => this.#deliver(), this.#everyMs)),
    hello: (build, inbox) => this.#hello(build, inbox),
    inbox: (entry) => {
      this.#inboxAt = entry.seq
      for (const hear of this.inboxed) hear(entry)
    },
    ended: (why) => this.ended(why),
  })

  start(build: string): void {
    this.#build = build
    this.line.open()
    addEventListener('online', () => this.line.hurry())
    addEventListener('offline', () => this.line.doubt())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.line.hurry()
    })
  }

  #deliver(): void {
    this.#flush = undefined
    const began = performance.now()
    keepPlace(() => this.line.deliver())
    this.#everyMs = performance.now() - began > SLOW_MS ? SLOW_FLUSH_MS : FLUSH_MS
  }

  /** The inbox is not replayed: if it moved while the line was away, or the page began without one, whoever shows it reads it anew. */
  #hello(build: string, inbox: Inbox | null): void {
    if (this.#build && build !== this.#build) this.newBuild = true
    const moved = inbox && (this.#inboxAt === undefined ? this.since : inbox.seq !== this.#inboxAt)
    this.#inboxAt = inbox?.seq
    if (moved) for (const hear of this.inboxed) hear(null)
  }
}
export const live = new Live()
