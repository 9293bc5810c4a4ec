/** One post on the page. Its fields are raw state: a change of one touches the text that shows it. */
import type { Position, Post } from '../api/types'
import type { Sending } from '../live/outbox'
import type { Chunk } from './chunks.svelte'
import { serverHtml } from './html'

let serial = 0

export class Row {
  /** Stays when a post on its way becomes one of the server's, so its element stays too. */
  readonly key = serial++
  post = $state.raw<Post>()!
  html = $state.raw<string | null>(null)
  mine = $state.raw<Position | null>(null)
  sending = $state.raw<Sending | null>(null)
  unread = $state.raw(false)
  /** Came in while the reader was here, and has not been seen yet. */
  fresh = $state.raw(false)
  /** How many unread posts begin here, said above this one; 0: none do. */
  divider = $state.raw(0)
  current = $state.raw(false)
  folded = $state.raw(false)
  /** By somebody muted, and opened nevertheless. */
  opened = $state.raw(false)
  /** Lies within a folded branch. */
  hidden = $state.raw(false)
  /** What lies beneath, kept while folded. */
  beneath = $state.raw({ posts: 0, unread: 0 })
  hasChildren = $state.raw(false)

  parent: Row | null = null
  depth = 0
  children: Row[] = []
  chunk: Chunk | null = null
  element: HTMLElement | undefined
  /** The reader marked it unread on this visit: it stays so until they leave. */
  keptUnread = false

  constructor(post: Post, sending: Sending | null = null) {
    this.sending = sending
    this.tell(post)
  }

  get id(): number {
    return this.post.id
  }
  /** Where it stands among its siblings: by its entry's number, and what is on its way comes last. */
  get order(): number {
    return this.sending ? Infinity : this.post.seq
  }
  tell(post: Post): void {
    const before = this.post
    this.post = post
    if (before && before.html === post.html) return
    this.html = post.html === null ? null : serverHtml(post.html)
  }
  /** Everything beneath, in reading order. */
  *branch(): Generator<Row> {
    const left = this.children.toReversed()
    for (let row = left.pop(); row; row = left.pop()) {
      yield row
      left.push(...row.children.toReversed())
    }
  }
}
