/**
 * The open thread. Entries are applied to it as the reducer says; what would push the words that are
 * being read waits behind the pill instead.
 */
import * as server from '../api/server'
import type { Done, Entry, Move, Post, PostSaid, Thread, ThreadSnapshot } from '../api/types'
import type { Follower } from '../live/feed'
import type { Sending } from '../live/outbox'
import { ahead, mayBe } from './ahead'
import { Chunks } from './chunks.svelte'
import { Folding } from './folding'
import { News } from './news.svelte'
import { endsOnScreen } from './place'
import { has, union } from './ranges'
import { reduceHead } from './reduce'
import { arrived, isGone, postOf, reducePost } from './reduce-post'
import { Row } from './row.svelte'
import { Tree } from './tree'
import type { Component } from 'svelte'
import { later } from '../ui/later'
import type { Desk } from './desk.svelte'

export class ThreadStore implements Follower {
  epoch = 0
  seq = 0
  head = $state.raw<Thread | null>(null)
  /** What the newest snapshot tells of the reader's turns, and up to which entry it does. */
  turns = $state.raw({ seq: 0, turn: null as string | null })
  current = $state.raw<Row | null>(null)
  empty = $state.raw(true)
  /** How deep in the tree the outermost post stands that is looked at; -Infinity: posts of every depth, each by itself. */
  top = $state.raw(0)
  readonly chunks = new Chunks()
  readonly tree = new Tree()
  readonly folding = new Folding(this.chunks)
  readonly news = new News(
    ({ parent_id }) => this.me !== null && this.row(parent_id ?? 0)?.post.author === this.me,
  )
  /** What was moved from here; `Markers` comes with the first of it, `Reactions` with the first of those. */
  left = $state.raw<Move[]>([])
  Markers = $state.raw<Component<{ desk: Desk; at: number | null }>>()
  /** Says what a post is about, in the discussion of a proposal. */
  About = $state.raw<Component<{ desk: Desk; at: number | null }>>()
  Reactions = $state.raw<Component<{ desk: Desk; row: Row }>>()
  /** Who knows which post is being answered: it stays on the page. */
  desk: Desk | null = null
  #ahead: Row[] = []
  /** Keys whose posts came in before their acknowledgement did. */
  #came = new Set<string>()
  #read: ThreadSnapshot['read'] = []
  /** The reader's member number: whose posts are never unread. */
  me: number | null = null

  constructor(readonly id: number) {}

  get first(): boolean {
    return this.head === null
  }
  row(id: number): Row | undefined {
    return this.tree.byId.get(id)
  }

  async renew(): Promise<void> {
    const found = await server.thread(this.id)
    // With what shows them, so that the page does not grow once it is there.
    if (found.reactions[0]) await later.besides().catch(() => {})
    this.merge(found)
  }

  /** The first snapshot builds the page; a later one is merged into it by id, and nothing blinks. */
  merge(found: ThreadSnapshot): void {
    const first = this.first
    if (!first && found.epoch === this.epoch && found.seq < this.seq) return
    // What stood here was a copy, in which nothing is unread, or is of a journal that was brought back.
    const another = !first && found.epoch !== this.epoch
    this.epoch = found.epoch
    this.seq = found.seq
    this.head = found.thread
    this.turns = { seq: found.seq, turn: found.turn ?? null }
    this.#read = first || another ? found.read : union(this.#read, found.read)
    const posts = found.posts.toSorted((a, b) => a.seq - b.seq)
    for (const post of posts) {
      const row = this.row(post.id)
      // Words that were left out are those that are here, where it is the same version and they were not taken away.
      const known = row && !isGone(row.post) && row.post.version === post.version
      if (row) row.tell(post.html === null && known ? { ...post, html: row.post.html } : post)
      else if (first) this.#enter(new Row(post))
      else this.#arrive(post)
    }
    for (const row of this.tree.byId.values()) {
      row.mine = found.mine[row.id] ?? null
      if (another) row.unread = this.#isUnread(row)
    }
    if (first) {
      this.chunks.fill(this.tree.flat())
      this.#divide()
    }
    this.empty = this.tree.roots.length === 0
    if (found.moves[0] ?? found.reactions[0] ?? this.left[0] ?? this.Reactions) this.#besides(found)
  }
  /** With what comes with the first move or reaction; without it the page goes on as it was. */
  #besides(news: Entry | ThreadSnapshot): void {
    void later.besides().then(({ told }) => told(this, news), () => {})
  }

  apply(entries: Entry[]): void {
    for (const entry of entries) {
      if (this.head) this.head = reduceHead(this.head, entry)
      const { event } = entry
      if (event.type === 'post.added') {
        if (event.post.thread_id === this.id) this.#arrive(arrived(event.post, entry))
        continue
      }
      if (['posts.moved', 'thread.retitled', 'post.reacted'].includes(event.type)) this.#besides(entry)
      const about = postOf(event)
      if (about === null) continue
      this.news.change(about, (post) => reducePost(post, entry))
      const row = this.row(about)
      row?.tell(reducePost(row.post, entry))
      if (row && event.type === 'position.taken' && event.number === this.me)
        row.mine = event.position
    }
    this.news.recount()
  }

  /** What the server answered to one's own command: shown at once, before the entry arrives. */
  told(post: Post): void {
    const row = this.row(post.id)
    // What was answered before it was hidden may come in after.
    if (row?.post.hidden_at && !post.hidden_at) return
    if (row) row.tell({ ...post, html: post.html ?? row.post.html, seq: row.post.seq || post.seq })
  }

  /** Keeps the posts that are on their way in the tree, each under what it answers. Returns the newest new one. */
  send(items: Sending[]): Row | null {
    let added: Row | null = null
    const here = items.filter((item) => item.thread === this.id)
    const byKey = new Map(this.#ahead.map((row) => [row.sending!.key, row]))
    for (const item of here) {
      const row = byKey.get(item.key)
      if (row) row.sending = item
      else if (this.me !== null && !this.first && !this.#came.has(item.key)) {
        added = this.#show(ahead(item, this.me))
        this.#ahead.push(added)
      }
      byKey.delete(item.key)
    }
    for (const row of byKey.values()) this.#discard(row)
    return added
  }
  waiting(key: string): Row | undefined {
    return this.#ahead.find((row) => row.sending!.key === key)
  }
  acknowledge(item: Sending, { result: { held, ...result }, seqs }: Done<PostSaid>): void {
    // It waits for a moderator, and is no post yet: its row goes with its place in the outbox.
    if (held || result.thread_id !== this.id) return
    const row = this.#ahead.find((each) => each.sending!.key === item.key)
    if (!row) return
    const post = { ...result, seq: result.seq || (seqs[String(item.room)] ?? 0) }
    if (this.row(post.id)) return this.#discard(row)
    this.#adopt(row, post)
  }

  #adopt(row: Row, post: Post): void {
    this.#ahead = this.#ahead.filter((each) => each !== row)
    this.#came.add(row.sending!.key)
    row.sending = null
    row.tell(post)
    this.tree.byId.set(post.id, row)
  }
  #discard(row: Row): void {
    this.#ahead = this.#ahead.filter((each) => each !== row)
    this.tree.cut(row)
    this.chunks.remove(row)
    this.empty = this.tree.roots.length === 0
  }

  #arrive(post: Post): void {
    const known = this.row(post.id)
    if (known) return known.tell({ ...known.post, seq: post.seq })
    if (post.author === this.me) {
      // Its acknowledgement may still be on the way: it is the one of mine that answers the same post.
      const mine = this.#ahead.find((row) => mayBe(row, post))
      if (mine) this.#adopt(mine, post)
      else this.#show(new Row(post))
    } else if (this.#mustWait(post)) this.news.wait(post)
    else this.news.welcome(this.#show(new Row(post)))
  }
  #mustWait(post: Post): boolean {
    if (this.news.holdsBack(post) || this.top < 0) return true
    const parent = post.parent_id === null ? null : this.row(post.parent_id)
    if (parent?.hidden || parent?.folded) return false
    if (parent && parent === this.current) return false
    const row = new Row(post)
    const before = this.tree.hang(row)
    this.tree.cut(row)
    return before !== this.chunks.last && endsOnScreen(before?.element)
  }
  #show(row: Row): Row {
    this.#enter(row, true)
    this.empty = false
    return row
  }
  #enter(row: Row, place = false): void {
    const before = this.tree.hang(row)
    row.unread = this.#isUnread(row)
    if (!place) return
    this.chunks.insert(row, before)
    this.folding.entered(row)
  }

  #isUnread({ post, sending }: Row): boolean {
    return this.me !== null && post.author !== this.me && !sending && !has(this.#read, post.seq)
  }

  /** Shows what waits; returns the first row that has not been seen, in reading order. */
  reveal(): Row | null {
    for (const post of this.news.takeWaiting())
      if (!this.row(post.id)) this.news.welcome(this.#show(new Row(post)))
    this.news.recount()
    const fresh = [...this.chunks.rows()].filter((row) => row.fresh)
    return fresh.find((row) => !row.hidden) ?? fresh[0] ?? null
  }

  /** The line above the first unread post. On a first visit all is new, and no line says so. */
  #divide(): void {
    const rows = [...this.chunks.rows()]
    const unread = rows.filter((row) => row.unread)
    if (unread.length && unread[0] !== rows[0]) unread[0]!.divider = unread.length
  }
  get firstUnread(): Row | null {
    return [...this.chunks.rows()].find((row) => row.divider > 0) ?? null
  }
  focus(row: Row | null): void {
    if (this.current) this.current.current = false
    if (row) row.current = true
    this.current = row
  }
}
