/** The list of rooms, with what is unread in each, kept by each room's own journal. */
import * as server from '../api/server'
import type { Entry, RoomLine } from '../api/types'
import type { Follower } from '../live/feed'
import { live } from '../live/line.svelte'
import { listen } from '../live/tabs'
import { reduceLine } from '../thread/reduce'
import { later } from '../ui/later'

/** How many rooms one socket may follow, less some for what is opened beside the list. */
const FOLLOWED = 90
/** Numbers beside what one reads change once a second at most. */
const CALM_MS = 1000

/** A room of the list that is for members is told of before one is in it, and read only then. */
export const readable = (line: RoomLine) => line.number !== null || line.room.visibility === 'public'

class Lines {
  all = $state.raw<RoomLine[]>([])
  next = $state.raw<number | null>(null)
  state = $state.raw<'loading' | 'ready' | 'failed'>('loading')
  /** Why it could not be read the last time; as of when the list is. */
  failure = $state.raw<unknown>()
  at = 0
  /** How many rooms stand elsewhere than the server would put them; and its order. */
  moved = $state.raw(0)
  order: number[] = []
  /** How many unread posts mention or answer the reader, by room; the inbox tells. */
  toMe = $state.raw<ReadonlyMap<number, number>>(new Map())
  /** How many times it was told what is read or unread again, in whichever room. */
  reads = $state.raw(0)
  readonly mine = $derived(this.all.filter((line) => line.number !== null))
  readonly open = $derived(this.all.filter((line) => line.number === null))
  #leaves: (() => void)[] = []
  #ask = 0
  /** Rooms that were refused: no page of the list has them any more. */
  #gone = new Set<number>()
  #held = new Map<number, Entry[]>()
  #calm: ReturnType<typeof setTimeout> | undefined

  start(): void {
    live.inboxed.add((told) => {
      if (!told || told.event.type.startsWith('room.')) void this.load(true)
    })
    listen((told) => told.type === 'read' && this.unread(told.room, told.unread))
  }

  /** `still`: nobody here asked for it, so nothing moves under the pointer or the focus. */
  async load(still = false): Promise<void> {
    const ask = ++this.#ask
    try {
      const found = await server.rooms()
      const keep = still && this.all.length ? await later.still().catch(() => null) : null
      if (ask !== this.#ask) return
      for (const leave of this.#leaves) leave()
      this.#held.clear()
      this.order = found.rooms.map((line) => line.room.id)
      this.all = keep ? keep.inPlace(this.all, found.rooms, found.next === null, this.#gone) : found.rooms
      this.moved = keep ? keep.moves(this.all, found.rooms) : 0
      if (!keep || found.next === null) this.next = found.next
      this.state = 'ready'
      this.at = Date.now()
      this.#leaves = this.mine.slice(0, FOLLOWED).map((line) => this.#follow(line))
    } catch (error) {
      if (ask !== this.#ask) return
      this.failure = error
      this.state = 'failed'
    }
  }
  async more(): Promise<void> {
    if (this.next === null) return
    const found = await server.rooms(this.next)
    const known = new Set(this.all.map((line) => line.room.id))
    this.all = [...this.all, ...found.rooms.filter((line) => !known.has(line.room.id))]
    this.next = found.next
  }
  clear(): void {
    for (const leave of this.#leaves) leave()
    this.#leaves = []
    this.#held.clear()
    this.all = []
    this.moved = 0
    this.state = 'loading'
    this.at = 0
  }
  unread(room: number, unread: number): void {
    this.#tell()
    this.#change(room, (line) => ({ ...line, unread }))
    this.reads++
  }

  #follow({ room: { id }, epoch, seq }: RoomLine): () => void {
    const follower: Follower = {
      epoch,
      seq,
      apply: (entries) => {
        this.#held.set(id, [...(this.#held.get(id) ?? []), ...entries])
        if (!this.#calm) this.#tell()
      },
      renew: async () => {
        const found = await server.room(id)
        follower.epoch = found.epoch
        follower.seq = found.seq
        void this.load(true)
      },
      refused: () => {
        this.#gone.add(id)
        void this.load(true)
      },
    }
    return live.line.join(id, follower)
  }
  #tell(): void {
    clearTimeout(this.#calm)
    this.#calm = this.#held.size ? setTimeout(() => this.#tell(), CALM_MS) : undefined
    for (const [room, entries] of this.#held) this.#change(room, (line) => entries.reduce(reduceLine, line))
    this.#held.clear()
  }
  #change(room: number, change: (line: RoomLine) => RoomLine): void {
    this.all = this.all.map((line) => (line.room.id === room ? change(line) : line))
  }
}

export const lines = new Lines()
