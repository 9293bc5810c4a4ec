/**
 * The rows in reading order, in chunks that keep their rows: an insert touches one chunk and the page
 * of every other stays as it is. A chunk far from the screen is only a height.
 */
import type { Row } from './row.svelte'

export const FILL = 12
export const SPLIT = 24
const ROW_PX = 130
let serial = 0

export class Chunk {
  readonly key = serial++
  rows = $state.raw<Row[]>([])
  shown = $state.raw(false)
  height = $state.raw(0)
  bodies = $state.raw<'wanted' | 'loading' | 'failed'>('wanted')

  constructor(rows: Row[]) {
    this.rows = rows
    this.height = rows.length * ROW_PX
    for (const row of rows) row.chunk = this
  }
  get missing(): Row[] {
    return this.rows.filter((row) => row.post.html === null && !row.sending && !row.hidden)
  }
}

export class Chunks {
  list = $state.raw<Chunk[]>([])

  fill(rows: Row[]): void {
    const out: Chunk[] = []
    for (let i = 0; i < rows.length; i += FILL) out.push(new Chunk(rows.slice(i, i + FILL)))
    this.list = out
  }

  /** Puts a row right after another; null: at the very beginning. */
  insert(row: Row, before: Row | null): void {
    const chunk = before?.chunk ?? this.list[0]
    if (!chunk) return void (this.list = [new Chunk([row])])
    const at = before ? chunk.rows.indexOf(before) + 1 : 0
    chunk.rows = chunk.rows.toSpliced(at, 0, row)
    row.chunk = chunk
    // One that is out of sight keeps its height until it is split: a page that grows with every post is laid out with every post.
    // One without any (a filter left nothing of it) is off the page, and comes near the screen again only with one.
    if (chunk.shown) return
    chunk.height ||= ROW_PX
    if (chunk.rows.length <= SPLIT) return
    chunk.height = chunk.rows.length * ROW_PX
    this.#split(chunk)
  }
  remove(row: Row): void {
    if (row.chunk) row.chunk.rows = row.chunk.rows.filter((each) => each !== row)
    row.chunk = null
  }
  /** A chunk that left the screen: it is measured, and may be split now that nobody sees it. */
  hide(chunk: Chunk, height: number): void {
    // Without any height it would be off the page, and never come near the screen again.
    chunk.height = height || 1
    chunk.shown = false
    if (chunk.rows.length > SPLIT) this.#split(chunk)
  }
  #split(chunk: Chunk): void {
    const half = chunk.rows.length >> 1
    const tail = new Chunk(chunk.rows.slice(half))
    tail.height = chunk.height * (1 - half / chunk.rows.length)
    chunk.height -= tail.height
    chunk.rows = chunk.rows.slice(0, half)
    this.list = this.list.toSpliced(this.list.indexOf(chunk) + 1, 0, tail)
  }

  *rows(): Generator<Row> {
    for (const chunk of this.list) yield* chunk.rows
  }
  /** The next row on the page that fits, from a row on, in either direction. */
  seek(from: Row | null, step: 1 | -1, fits: (row: Row) => boolean): Row | null {
    const rows = [...this.rows()].filter((row) => row === from || (!row.hidden && fits(row)))
    const at = from ? rows.indexOf(from) : step > 0 ? -1 : rows.length
    return rows[at + step] ?? null
  }
  get last(): Row | null {
    return this.list.at(-1)?.rows.at(-1) ?? null
  }
}
