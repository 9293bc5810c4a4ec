/**
 * A seat at the table where a text is edited together: when something is sent and asked for, what is kept in this browser meanwhile, and
 * what the page says of it.
 */
import { isUncertain, Problem } from '../../api/client'
import type { FromServer } from '../../api/types'
import { backoffMs } from '../../live/cursor'
import { live } from '../../live/line.svelte'
import { session } from '../../session.svelte'
import * as calls from './calls'
import type { At } from './carets'
import * as kept from './kept'
import { Sync } from './sync'

/** As often as a quick hand makes some letters; the server takes twenty a second of one person. */
const TYPED_MS = 250
/** Whatever news is lost, it is asked for. */
const ASK_MS = 5000
const KEEP_MS = 300
const POINT_MS = 250

export type State = 'loading' | 'failed' | 'synced' | 'sending' | 'offline' | 'too-long' | 'frozen' | 'broken' | 'signed-out' | 'out'
const REFUSED: Record<number, State> = {
  400: 'broken', 401: 'signed-out', 403: 'out', 404: 'out', 409: 'frozen', 413: 'too-long',
} // prettier-ignore

export class Desk {
  state = $state.raw<State>('loading')
  /** Why it could not be opened. */
  failure: unknown
  /** Why the server refused it, in its words. */
  refused = $state.raw('')
  /** What stands in the document, for whoever compares it with a save. */
  title = $state.raw('')
  text = $state.raw('')
  table = $state.raw(0)
  /** The others' carets, by their number in the room. */
  others = $state.raw<{ number: number; at: At }[]>([])
  /** What an earlier visit left that has not reached the server, where one may draft no more. */
  left = $state.raw<kept.Kept | null>(null)
  readonly sync: Sync
  #chairs: Record<string, number> = {}
  #me = 0
  #person = session.person?.id ?? 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #keeping: ReturnType<typeof setTimeout> | undefined
  #pointing: ReturnType<typeof setTimeout> | undefined
  #at: At | null = null
  #tries = 0
  #closed = false
  #isKept = false
  #leave: (() => void) | undefined
  #before = live.line.aside

  constructor(readonly id: number) {
    this.sync = new Sync(
      { since: (after) => calls.since(id, after), push: (change, after) => calls.push(id, change, after) },
      () => this.#typed(),
    )
    this.sync.doc.on('update', () => this.#read())
    live.line.aside = (message) => {
      this.#hear(message)
      this.#before(message)
    }
  }

  async open(): Promise<void> {
    this.state = 'loading'
    const mine = await kept.find(this.#person, this.id).catch(() => undefined)
    this.#isKept = mine !== undefined
    try {
      const here = await calls.here(this.id)
      if (this.#closed) return
      this.#chairs = here.chairs
      this.#me = here.me
      this.table = here.table
      this.sync.begin(here.lacking, mine?.state)
      this.#read()
      this.#follow(here.table, here.epoch, here.table_seq)
      if (here.written || !this.sync.isAhead) this.#settled()
      else this.state = 'frozen'
      this.#again(this.sync.isAhead && here.written ? 0 : ASK_MS)
    } catch (error) {
      if (!(error instanceof Problem) || isUncertain(error)) {
        this.state = 'failed'
        this.failure = error
        return
      }
      this.left = mine ?? null
      this.state = 'out'
    }
  }

  close(): void {
    this.leaving()
    this.#closed = true
    for (const timer of [this.#timer, this.#keeping, this.#pointing]) clearTimeout(timer)
    live.line.aside = this.#before
    this.#leave?.()
    if (this.sync.isAhead && this.state !== 'out')
      void this.sync.sync().then(
        () => void kept.drop(this.#person, this.id),
        () => {}, // it is kept, and goes when the table is opened again
      )
  }

  /** Everything that was typed is on the server; thrown where it is not. */
  async flush(): Promise<void> {
    do await this.#go()
    while (this.sync.isAhead)
  }
  /** The line stands again, somebody has signed in: no reason to wait any longer. */
  hurry(): void {
    if (['offline', 'signed-out'].includes(this.state)) this.#again(0)
  }
  /** The page goes away, or the table is left. */
  leaving(): void {
    if (this.sync.isAhead && this.#mine()) kept.leave(this.#person, this.id, this.#all())
  }
  dropLeft(): void {
    this.left = null
    void kept.drop(this.#person, this.id)
  }

  /** Where one's own caret is; null: nowhere. */
  point(at: At | null): void {
    if (String(at) === String(this.#at)) return
    this.#at = at
    this.#pointing ??= setTimeout(() => {
      this.#pointing = undefined
      if (!this.#closed) live.line.send({ type: 'caret', at: this.#at })
    }, POINT_MS)
  }

  #typed(): void {
    if (this.state === 'synced') this.state = 'sending'
    clearTimeout(this.#keeping)
    this.#keeping = setTimeout(() => this.#keep(), KEEP_MS)
    if (this.state === 'sending' && !this.#tries) this.#soon()
    else if (this.state === 'too-long') this.#again(1000)
  }
  #due = 0
  #soon(): void {
    if (this.#due > Date.now() && this.#due - Date.now() <= TYPED_MS) return
    this.#again(TYPED_MS)
  }
  #again(ms: number): void {
    if (this.#closed || ['out', 'broken'].includes(this.state)) return
    clearTimeout(this.#timer)
    this.#due = Date.now() + ms
    this.#timer = setTimeout(() => void this.#go().catch(() => {}), ms)
  }
  async #go(): Promise<void> {
    try {
      await this.sync.sync()
      this.#tries = 0
      this.#settled()
      this.#again(this.sync.isAhead ? TYPED_MS : ASK_MS)
    } catch (error) {
      this.#failed(error)
      throw error
    }
  }
  #settled(): void {
    this.refused = ''
    this.state = this.sync.isAhead ? 'sending' : 'synced'
    if (!this.sync.isAhead && this.#isKept) {
      clearTimeout(this.#keeping)
      this.#isKept = false
      void kept.drop(this.#person, this.id)
    }
  }
  #failed(error: unknown): void {
    if (this.#closed) return
    if (!(error instanceof Problem) || isUncertain(error)) {
      this.#tries++
      this.state = this.sync.isAhead || this.state !== 'synced' || !(error instanceof Problem) ? 'offline' : this.state
      const wait = error instanceof Problem ? error.retryAfterMs : undefined
      return this.#again(wait ?? 500 + backoffMs(this.#tries))
    }
    this.refused = error.detail
    this.state = REFUSED[error.status] ?? 'broken'
    this.#keep()
    if (this.state === 'out') this.left = { ...this.#all(), id: '', person: this.#person, proposal: this.id, at: 0 }
    if (this.state === 'out' && !this.sync.isAhead) this.left = null
    if (['frozen', 'too-long', 'signed-out'].includes(this.state)) this.#again(ASK_MS)
  }

  #mine = () => session.person?.id === this.#person
  #all = () => ({ state: this.sync.state(), title: this.title, text: this.text })
  #keep(): void {
    if (!this.sync.isAhead || !this.#mine()) return
    this.#isKept = true
    void kept.keep(this.#person, this.id, this.#all())
  }
  #read(): void {
    this.title = this.sync.title.toString()
    this.text = this.sync.text.toString()
  }

  #follow(room: number, epoch: number, seq: number): void {
    const follower = {
      epoch,
      seq,
      apply: () => {},
      renew: async () => {
        const here = await calls.here(this.id)
        follower.epoch = here.epoch
        follower.seq = here.table_seq
        this.#chairs = here.chairs
      },
      refused: () => this.#again(0),
    }
    this.#leave?.()
    this.#leave = live.line.join(room, follower)
  }
  #hear(message: FromServer): void {
    if (!('room' in message) || message.room !== this.table) return
    if (message.type === 'edited' && message.seq > (this.sync.seq ?? -1) && this.state !== 'offline') this.#again(0)
    if (message.type === 'carets')
      this.others = Object.entries(message.carets)
        .filter(([chair]) => Number(chair) !== this.#me)
        .map(([chair, at]) => ({ number: this.#chairs[chair] ?? 0, at }))
  }
}
