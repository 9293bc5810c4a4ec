/**
 * What an entry does to a snapshot. Pure and exact: a snapshot at n and the entries n+1…m give the
 * snapshot at m, for every type of event. The tests of the server hold it to that (`npm run reduce`).
 *
 * Counts of positions come only from `position.taken`: an edit that was written at the same moment
 * carries counts that may already be old.
 */
import type {
  Entry,
  Event,
  Post,
  RoomLine,
  RoomSnapshot,
  Thread,
  ThreadSnapshot,
} from '../api/types'
import { reduceReactions } from '../reactions/reduce'
import { arrived, postOf, reducePost } from './reduce-post'

/** How many a snapshot holds at most. */
const THREADS = 200
const MEMBERS = 1000

export function reduceRoom(room: RoomSnapshot, entry: Entry): RoomSnapshot {
  return { ...roomAfter(room, entry), seq: entry.seq }
}

function roomAfter(snapshot: RoomSnapshot, entry: Entry): RoomSnapshot {
  const { event } = entry
  if ('room' in event) return { ...snapshot, room: event.room }
  if ('member' in event) return withMember(snapshot, event.member)
  switch (event.type) {
    case 'member.role_changed':
      return changeMember(snapshot, event.number, { role: event.role })
    case 'member.left':
    case 'member.removed':
      return changeMember(snapshot, event.number, { ended_at: event.at })
    case 'thread.opened':
      return withThread(snapshot, event.thread)
    case 'thread.closed':
    case 'thread.reopened':
    case 'thread.slowed':
    case 'thread.unslowed':
    case 'thread.retitled':
    case 'post.added':
    case 'posts.moved':
      return { ...snapshot, threads: snapshot.threads.map((each) => reduceHead(each, entry)) }
    default:
      // A newer server may know more than this page; the compiler asks for every type there is today.
      void (event satisfies Quiet)
      return snapshot
  }
}

/** A room in the list of rooms. Only a post is news there: who came or voted leaves its time alone. */
export function reduceLine(line: RoomLine, { seq, by, event }: Entry): RoomLine {
  const next = { ...line, seq }
  if (event.type === 'post.added') {
    next.posts++
    if (by !== line.number) next.unread++
    next.last_at = later(line.last_at, event.post.at)
  } else if ('room' in event) next.room = event.room
  else if (event.type === 'member.role_changed' && event.number === line.number)
    next.role = event.role
  return next
}

const CLOSED = { closed_at: 'at', closed_by: 'by', closed_reason: 'reason' }
const SLOW = { slow_s: 'every_s', slow_at: 'at', slow_by: 'by', slow_reason: 'reason', slow_until: 'until' }
/** What an event about a thread alone says of it, by the names of the thread; what the event does not have is so no more. */
const TOLD: Partial<Record<Event['type'], Record<string, string>>> = {
  'thread.closed': CLOSED,
  'thread.reopened': CLOSED,
  'thread.slowed': SLOW,
  'thread.unslowed': SLOW,
  'thread.retitled': { title: 'title' },
}

/** The thread's own line: what it is called, how many posts, when the last, whether it is closed. */
export function reduceHead(thread: Thread, { event }: Entry): Thread {
  if (event.type === 'post.added' && event.post.thread_id === thread.id)
    return { ...thread, posts: thread.posts + 1, last_at: later(thread.last_at, event.post.at) }
  if (event.type === 'posts.moved')
    return [event.source, event.target].find((each) => each.id === thread.id) ?? thread
  if (!('thread_id' in event) || event.thread_id !== thread.id) return thread
  const told = TOLD[event.type]
  if (!told) return thread
  const said = event as unknown as Record<string, unknown>
  return { ...thread, ...Object.fromEntries(Object.entries(told).map(([name, by]) => [name, said[by] ?? null])) }
}

/**
 * `me` is the reader's member number, whose own positions the snapshot shows. A thread that posts were moved into is read
 * anew: only its own line is told here.
 */
export function reduceThread(
  snapshot: ThreadSnapshot,
  entry: Entry,
  me: number | null,
): ThreadSnapshot {
  const { event } = entry
  const next = { ...snapshot, thread: reduceHead(snapshot.thread, entry), seq: entry.seq }
  if (event.type === 'post.added') {
    if (event.post.thread_id === snapshot.thread.id)
      next.posts = placed(snapshot.posts, arrived(event.post, entry))
    return next
  }
  if (event.type === 'posts.moved') {
    const { move } = event
    if (move.thread_id !== next.thread.id) return next
    const gone = beneath(move.root_id, snapshot.posts)
    next.posts = snapshot.posts.filter((post) => !gone.has(post.id))
    next.moves = [...snapshot.moves.filter((each) => !gone.has(each.parent_id ?? 0)), move]
    next.reactions = snapshot.reactions.filter((each) => !gone.has(each.post_id))
    for (const post of gone) next.mine = minePlaced(next.mine, post, null)
    return next
  }
  if (event.type === 'thread.retitled')
    next.moves = snapshot.moves.map((each) =>
      each.to_thread_id === event.thread_id ? { ...each, to_title: event.title } : each,
    )
  const about = postOf(event)
  if (about === null) return next
  next.posts = snapshot.posts.map((post) => (post.id === about ? reducePost(post, entry) : post))
  if (event.type === 'position.taken' && event.number === me)
    if (snapshot.posts.some((post) => post.id === about))
      next.mine = minePlaced(snapshot.mine, about, event.position)
  if (event.type === 'post.reacted' && snapshot.posts.some((post) => post.id === about))
    next.reactions = reduceReactions(snapshot.reactions, event, me)
  return next
}

/** A post and everything beneath it, of posts in the order of their ids: answers are younger than what they answer. */
function beneath(root: number, posts: Post[]): Set<number> {
  const found = new Set([root])
  for (const post of posts) if (found.has(post.parent_id ?? 0)) found.add(post.id)
  return found
}

export function minePlaced<T>(mine: Record<string, T>, post: number, position: T | null) {
  const { [post]: _, ...others } = mine
  return position === null ? others : { ...others, [post]: position }
}

/** The later of two times. Their fractions differ in length, so the strings alone do not compare. */
export function later(a: string, b: string): string {
  const digits = (time: string) => {
    const [whole, fraction = ''] = time.replace('Z', '').split('.')
    return `${whole}.${fraction.padEnd(6, '0')}`
  }
  return digits(a) < digits(b) ? b : a
}

/** Newest first, and no more than a fresh snapshot would hold. */
function withThread(snapshot: RoomSnapshot, thread: Thread): RoomSnapshot {
  const others = snapshot.threads.filter((each) => each.id !== thread.id)
  const threads = [thread, ...others].sort((a, b) => b.id - a.id)
  const more_threads = snapshot.more_threads || threads.length > THREADS
  return { ...snapshot, threads: threads.slice(0, THREADS), more_threads }
}

function placed<T extends { id: number }>(list: T[], item: T): T[] {
  const without = list.filter((each) => each.id !== item.id)
  const at = without.findLastIndex((each) => each.id < item.id) + 1
  return without.toSpliced(at, 0, item)
}

function withMember(snapshot: RoomSnapshot, member: RoomSnapshot['members'][number]) {
  const others = snapshot.members.filter((each) => each.number !== member.number)
  const all = [...others, member].sort((a, b) => a.number - b.number)
  const more_members = snapshot.more_members || all.length > MEMBERS
  // A list that goes on elsewhere is a prefix by number: somebody beyond its end is not shown.
  const members = all.slice(0, snapshot.more_members ? snapshot.members.length : MEMBERS)
  const me = snapshot.me?.number === member.number ? member : snapshot.me
  return { ...snapshot, members, more_members, me }
}

function changeMember(
  snapshot: RoomSnapshot,
  number: number,
  change: Partial<RoomSnapshot['members'][number]>,
): RoomSnapshot {
  const member = snapshot.members.find((each) => each.number === number)
  return member ? withMember(snapshot, { ...member, ...change }) : snapshot
}

/** What a room's snapshot does not show. */
type Quiet = Extract<
  Event,
  {
    type:
      | `${'case' | 'review' | 'draft' | 'proposal' | 'amendment' | 'argument' | 'consultation' | 'comment' | 'vote' | 'support' | 'notice' | 'notices' | 'session'}.${string}`
      | `post.${'anchored' | 'edited' | 'retracted' | 'hidden' | 'restored' | 'cut' | 'redacted' | 'held' | 'reacted'}`
      | 'position.taken'
      | 'presence.chosen'
      | 'room.entered'
      | 'room.left'
  }
>
