/** What an entry does to one post: the part of `reduce` that a post on screen does by itself. */
import type { Entry, Event, Post } from '../api/types'

/** A post as it stands once its entry is numbered: within that entry its own number is not yet known. */
export const arrived = (post: Post, { seq }: Entry): Post => ({ ...post, files: post.files ?? [], seq })

/** Which post an entry changes; null when none. */
export function postOf(event: Event): number | null {
  if ('post' in event && event.type !== 'post.added') return event.post.id
  return 'post_id' in event ? event.post_id : null
}

/** Whether its words are taken from its readers. */
export const isGone = (post: Post): boolean => Boolean(post.retracted_at || post.hidden_at)

export function reducePost(post: Post, { event }: Entry): Post {
  switch (event.type) {
    case 'post.edited': {
      const { html, kind, version, edited_at } = event.post
      return post.retracted_at || version < post.version
        ? post
        : { ...post, html, kind, version, edited_at }
    }
    case 'post.retracted':
      return {
        ...post,
        ...{ html: '', files: [] },
        retracted_at: event.at,
        retracted_by: event.by,
        retracted_reason: event.reason,
      }
    case 'post.hidden':
      return {
        ...post,
        ...{ html: '', files: [] },
        hidden_at: event.at,
        hidden_as: event.how,
        hidden_rule: event.rule,
      }
    case 'post.cut':
    case 'post.redacted':
    case 'post.restored': {
      const { agrees, disagrees, passes } = post
      return { ...event.post, agrees, disagrees, passes }
    }
    case 'position.taken': {
      const { agrees, disagrees, passes } = event
      return { ...post, agrees, disagrees, passes }
    }
    default:
      return post
  }
}
