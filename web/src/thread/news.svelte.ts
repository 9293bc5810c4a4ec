/** What has come in and has not been seen: some of it on the page already, some waiting behind the pill. */
import type { Post } from '../api/types'
import type { Row } from './row.svelte'

export class News {
  /** What the pill says. */
  count = $state.raw({ posts: 0, toMe: 0 })
  #waiting: Post[] = []
  #fresh = new Set<Row>()

  /** `isToMe`: whether a post answers one of mine. */
  constructor(readonly isToMe: (post: Post) => boolean) {}

  wait(post: Post): void {
    this.#waiting = [...this.#waiting.filter((each) => each.id !== post.id), post]
  }
  /** An answer to what waits must wait too, and nothing waits twice. */
  holdsBack(post: Post): boolean {
    return this.#waiting.some((each) => each.id === post.parent_id || each.id === post.id)
  }
  change(id: number, change: (post: Post) => Post): void {
    this.#waiting = this.#waiting.map((post) => (post.id === id ? change(post) : post))
  }
  takeWaiting(): Post[] {
    const waiting = this.#waiting
    this.#waiting = []
    return waiting
  }
  welcome(row: Row): void {
    row.fresh = true
    this.#fresh.add(row)
  }
  seen(row: Row): void {
    row.fresh = false
    if (this.#fresh.delete(row)) this.recount()
  }
  recount(): void {
    const posts = [...this.#waiting, ...[...this.#fresh].map((row) => row.post)]
    this.count = { posts: posts.length, toMe: posts.filter(this.isToMe).length }
  }
}
