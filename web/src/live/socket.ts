/**
 * The one WebSocket of this tab, following many rooms. It only listens, presence aside: commands go by HTTP. It says
 * what it knows, and a line without a heartbeat for two and a half beats is taken for dead.
 */
import type { Entry, FromBrowser, FromServer, Inbox } from '../api/types'
import { overhear } from '../copies/tell'
import { backoffMs } from './cursor'
import { Feed, type Follower } from './feed'

export type LineState = 'connecting' | 'catching-up' | 'live' | 'offline'
export interface Listener {
  changed(state: LineState, attempt: number): void
  /** There are entries to deliver; the listener chooses the moment and calls `deliver`. */
  news(): void
  hello(build: string, inbox: Inbox | null): void
  inbox(entry: Entry): void
  /** Closed with 4401: the session ended, and why. */
  ended(why: string): void
}
type Refusal = Extract<FromServer, { type: 'refused' }>
const NOT_MINE = new Set([401, 403, 404])
const HELLO_MS = 10_000
const DOUBT_MS = 2_000

export class Line {
  readonly feeds = new Map<number, Feed>()
  state: LineState = 'connecting'
  attempt = 0
  /** Hears what is in no journal. */
  aside: (message: FromServer) => void = () => {}
  #socket: WebSocket | null = null
  #inbox: number | null = null
  #beatMs = 25_000
  #retryMs: number | null = null
  #retry: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setTimeout> | undefined
  #ready = false
  #opened = false

  constructor(
    readonly address: string,
    readonly listener: Listener,
  ) {}

  open(): void {
    this.#opened = true
    clearTimeout(this.#retry)
    this.#drop()
    const socket = new WebSocket(this.address)
    this.#socket = socket
    this.#alive(HELLO_MS)
    socket.onmessage = ({ data }) => {
      if (socket !== this.#socket) return
      this.#alive(2.5 * this.#beatMs)
      overhear(data as string)
      this.#hear(JSON.parse(data as string) as FromServer)
    }
    socket.onclose = ({ code, reason }) => {
      if (socket === this.#socket) this.#lost(code, reason)
    }
    if (this.state !== 'offline') this.#say('connecting')
  }

  /** Called when the network or the reader comes back: no reason to wait any longer. */
  hurry(): void {
    if (!this.#socket && this.#opened) this.open()
  }

  /** Called when the browser thinks that the network is gone: what does not answer now is not waited for as long as it may. */
  doubt(): void {
    if (this.#socket) this.#alive(DOUBT_MS)
  }

  join(room: number, follower: Follower): () => void {
    const feed = this.feeds.get(room) ?? new Feed(room, (asking) => this.#ask(asking))
    this.feeds.set(room, feed)
    feed.join(follower)
    this.listener.news()
    this.#settle()
    return () => {
      feed.followers.delete(follower)
      if (feed.followers.size || this.feeds.get(room) !== feed) return
      this.feeds.delete(room)
      this.send({ type: 'unfollow', room })
    }
  }
  deliver(): void {
    for (const feed of this.feeds.values()) feed.deliver()
  }
  /** Follow the room again: on the line, what one is to it is what one was when one followed. */
  again(room: number): void {
    this.feeds.get(room)?.again()
  }

  #hear(message: FromServer): void {
    const feed = 'room' in message ? this.feeds.get(message.room) : undefined
    if (message.type === 'entry') {
      if (message.room === this.#inbox) this.listener.inbox(message)
      else if (feed?.take(message)) this.listener.news()
    } else if (message.type === 'hello') {
      this.#beatMs = message.beat_s * 1000
      this.#inbox = message.inbox?.room_id ?? null
      this.#ready = true
      this.attempt = 0
      for (const each of this.feeds.values()) each.again()
      this.listener.hello(message.build, message.inbox)
    } else if (message.type === 'followed') {
      feed?.followed(message.epoch, message.seq)
      if (feed?.parted) this.#renew(feed)
    } else if (message.type === 'beat') {
      for (const each of this.feeds.values()) each.heard(message.heads[each.room] ?? 0)
    } else if (message.type === 'reset' && feed) this.#renew(feed)
    else if (message.type === 'refused' && feed) this.#refused(feed, message)
    else if (message.type === 'bye') this.#retryMs = message.retry_ms
    else this.aside(message)
    this.#settle()
  }

  /**
   * Only a reader who may not read has lost the room. Whatever else stands in the way passes, and is
   * waited for; a journal that is behind what was seen calls for a new snapshot.
   */
  #refused(feed: Feed, { status, problem, detail }: Refusal): void {
    if (NOT_MINE.has(status)) {
      feed.state = 'refused'
      for (const each of feed.followers) each.refused?.(status, detail)
      return
    }
    const ahead = problem.endsWith('/ahead-of-journal')
    const waitMs = ahead && !feed.tries ? 0 : 500 + backoffMs(feed.tries)
    feed.tries++
    feed.state = 'waiting'
    setTimeout(() => {
      if (this.feeds.get(feed.room) !== feed || feed.state !== 'waiting') return
      if (ahead) this.#renew(feed)
      else feed.again()
    }, waitMs)
  }

  #renew(feed: Feed, attempt = 0): void {
    feed.renew().catch(() => {
      setTimeout(() => {
        if (this.feeds.get(feed.room) === feed) this.#renew(feed, attempt + 1)
      }, 500 + backoffMs(attempt))
    })
  }

  #ask({ room, epoch, seq }: Feed): void {
    this.send({ type: 'follow', room, epoch, seq })
  }
  send(message: FromBrowser): void {
    if (this.#ready && this.#socket?.readyState === WebSocket.OPEN)
      this.#socket.send(JSON.stringify(message))
  }

  #settle(): void {
    if (!this.#ready) return
    const live = [...this.feeds.values()].every((feed) => feed.isLive)
    this.#say(live ? 'live' : 'catching-up')
  }
  #alive(withinMs: number): void {
    clearTimeout(this.#watch)
    this.#watch = setTimeout(() => this.#lost(0), withinMs)
  }
  #drop(): void {
    clearTimeout(this.#watch)
    this.#ready = false
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }
  #lost(code: number, reason = ''): void {
    this.#drop()
    this.#say('offline')
    if (code === 4401) this.listener.ended(reason)
    const wait = this.#retryMs ?? backoffMs(this.attempt)
    this.#retryMs = null
    this.attempt++
    this.#retry = setTimeout(() => this.open(), wait)
  }
  #say(state: LineState): void {
    if (state === this.state && state !== 'offline') return
    this.state = state
    this.listener.changed(state, this.attempt)
  }
}
