/**
 * The columns of arguments, kept by the room's journal. A line changes where it stands, and what is new waits behind a notice: nothing
 * moves under whoever reads.
 */
import type { Entry } from '../../api/types'
import type { Follower } from '../../live/feed'
import { reducePost } from '../../thread/reduce-post'
import * as calls from './calls'
import type { Argument, Column, Line, Order, Page, Post } from './types'

export const COLUMNS: Column[] = ['support', 'critique', 'question']

export class OneColumn {
  lines = $state.raw<Line[]>([])
  more = $state.raw(false)
  state = $state.raw<'loading' | 'ready' | 'failed'>('loading')
  failure = $state.raw<unknown>()
  /** New since it was read, and not shown. */
  news = $state.raw<ReadonlySet<number>>(new Set())

  constructor(
    readonly of: Columns,
    readonly column: Column,
  ) {}

  async load(): Promise<Page | null> {
    try {
      const page = await calls.page(this.of.proposal, this.#asked)
      this.lines = linesOf(page)
      this.more = page.more
      this.news = new Set()
      this.state = 'ready'
      return page
    } catch (error) {
      this.failure = error
      if (this.state === 'loading') this.state = 'failed'
      return null
    }
  }
  async further(): Promise<void> {
    const last = this.lines.at(-1)!.argument
    const page = await calls.page(this.of.proposal, this.#asked, last)
    const known = new Set(this.lines.map(({ argument }) => argument.id))
    this.lines = [...this.lines, ...linesOf(page).filter(({ argument }) => !known.has(argument.id))]
    this.more = page.more
  }
  get #asked() {
    return { column: this.column, order: this.of.order, unanswered: this.of.unanswered && this.column !== 'support' }
  }
  has(id: number): boolean {
    return this.lines.some(({ argument }) => argument.id === id)
  }
  put(id: number, change: (argument: Argument) => Argument): void {
    if (!this.has(id)) return
    this.lines = this.lines.map((line) =>
      line.argument.id === id ? { ...line, argument: change(line.argument) } : line,
    )
  }
}

export class Columns implements Follower {
  epoch = 0
  seq = 0
  order = $state.raw<Order>('strength')
  unanswered = $state.raw(false)
  readonly columns: Record<Column, OneColumn>
  #leave: (() => void) | undefined

  constructor(
    readonly proposal: number,
    /** Follows the room's journal, until what it gives is called. */
    readonly join: (follower: Follower) => () => void,
    readonly thread: number,
    readonly firstPost: () => number,
    readonly me: () => number | null,
  ) {
    this.columns = {
      support: new OneColumn(this, 'support'),
      critique: new OneColumn(this, 'critique'),
      question: new OneColumn(this, 'question'),
    }
  }
  get #all(): OneColumn[] {
    return COLUMNS.map((each) => this.columns[each])
  }

  async start(): Promise<void> {
    await this.renew()
    if (this.seq) this.#leave ??= this.join(this)
  }
  close(): void {
    this.#leave?.()
    this.#leave = undefined
  }
  /** The oldest of the pages says from where entries go on: what a younger one has already changes nothing. */
  async renew(): Promise<void> {
    const found = (await Promise.all(this.#all.map((each) => each.load()))).filter((page) => page !== null)
    const first = found.toSorted((a, b) => a.seq - b.seq)[0]
    if (first) Object.assign(this, { epoch: first.epoch, seq: first.seq })
  }
  async sort(order: Order, unanswered: boolean): Promise<void> {
    Object.assign(this, { order, unanswered })
    for (const each of this.#all) each.state = 'loading'
    await this.renew()
  }

  apply(entries: Entry[]): void {
    for (const entry of entries) {
      const { event } = entry
      if (event.type === 'post.added') this.#added(event.post)
      else if (event.type === 'position.taken' && event.number === this.me())
        this.#put(event.post_id, (each) => ({ ...each, mine: event.position }))
      const post = 'post' in event ? event.post?.id : 'post_id' in event ? event.post_id : null
      if (post && (event.type.startsWith('post.') || event.type === 'position.taken')) this.#reduce(entry, post)
      if ('proposal_id' in event && event.proposal_id === this.proposal) this.#own(event)
    }
  }
  #added(post: Post): void {
    if (post.parent_id !== null) this.#put(post.parent_id, (each) => ({ ...each, replies: each.replies + 1 }))
    if (post.thread_id !== this.thread) return
    const column = COLUMNS.find((each) => each === post.kind)
    if (column && (post.parent_id === null || post.parent_id === this.firstPost())) this.#news(this.columns[column], post.id)
  }
  #news(column: OneColumn, id: number): void {
    if (!column.has(id)) column.news = new Set([...column.news, id])
  }
  /** What happens to one post, wherever it is shown here. */
  #reduce(entry: Entry, id: number): void {
    for (const column of this.#all) {
      column.put(id, (each) => ({ ...each, ...reducePost(each, entry) }))
      if (column.lines.some(({ evidence }) => evidence?.id === id))
        column.lines = column.lines.map((line) =>
          line.evidence?.id === id ? { ...line, evidence: reducePost(line.evidence, entry) } : line,
        )
    }
  }
  #own(event: Extract<Entry['event'], { proposal_id: number | null }>): void {
    if (event.type === 'argument.reused') {
      this.#news(this.columns[event.stance], event.post_id)
      this.columns[event.stance].put(event.post_id, (each) => ({ ...each, used_by: event.by, used_at: event.at, released: false }))
    }
    if (event.type === 'argument.released') this.#put(event.post_id, (each) => ({ ...each, used_by: null, released: true }))
    else if (event.type === 'argument.answered') {
      const { answer_id, answer_author } = event
      const told = { answer_id, answer_author, answered_by: event.by, answered_at: event.at, still_open_at: null }
      this.#put(event.post_id, (each) => ({ ...each, ...told }))
    } else if (event.type === 'argument.reopened') {
      const none = { answer_id: null, answer_author: null, answered_by: null, answered_at: null }
      this.#put(event.post_id, (each) => ({ ...each, ...none, still_open_at: event.still_open ? event.at : null }))
    }
  }
  #put(id: number, change: (argument: Argument) => Argument): void {
    for (const column of this.#all) column.put(id, change)
  }
  /** One's own is shown at once, at the head of its column. */
  said(post: Post, column: Column): void {
    const into = this.columns[column]
    if (!into.has(post.id)) into.lines = [{ argument: argumentOf(post, column), evidence: null }, ...into.lines]
    into.news = new Set([...into.news].filter((id) => id !== post.id))
  }
}

function linesOf(page: Page): Line[] {
  const evidence = new Map(page.evidence.map((each) => [each.parent_id, each]))
  return page.arguments.map((each) => ({ argument: each as Argument, evidence: evidence.get(each.id) ?? null }))
}
const NOTHING = { used_by: null, used_at: null, answer_id: null, answer_author: null, answered_by: null, answered_at: null }
const argumentOf = (post: Post, column: Column): Argument => ({
  ...post,
  ...{ column, strength: 0, replies: 0, still_open_at: null, mine: null },
  ...NOTHING,
})
