/** What travels between server and browser. One file, so that a generator can replace it whole. */

export type Language = 'vi' | 'en'
export type Constituency = 'agency' | 'expert' | 'scientist' | 'enterprise' | 'citizen'
export type Role = 'owner' | 'facilitator' | 'moderator' | 'member' | 'observer'
export type Visibility = 'public' | 'members' | 'invited'
export type Kind = 'opinion' | 'question' | 'evidence' | 'support' | 'critique' | 'solution'
export type Position = 'agree' | 'disagree' | 'pass'
/** Inclusive ranges of entry numbers, ascending. */
export type Ranges = [number, number][]

export interface Person {
  id: number
  name: string
  organisation: string
  constituency: Constituency
  language: Language
  administrator: boolean
}
export interface Room {
  id: number
  kind: 'discussion' | 'inbox'
  title: string
  description: string
  visibility: Visibility
  opened_at: string
  archived_at: string | null
  archived_by: number | null
  archived_reason: string | null
}
export interface Member {
  number: number
  name: string
  organisation: string
  constituency: Constituency
  role: Role
  ended_at: string | null
}
export interface Thread {
  id: number
  room_id: number
  title: string
  opened_by: number
  opened_at: string
  posts: number
  last_at: string
  closed_at: string | null
  closed_by: number | null
  closed_reason: string | null
}
export interface Post {
  id: number
  thread_id: number
  parent_id: number | null
  author: number
  kind: Kind
  /** null: not loaded yet; '': retracted. */
  html: string | null
  version: number
  at: string
  edited_at: string | null
  retracted_at: string | null
  retracted_by: number | null
  retracted_reason: string | null
  agrees: number
  disagrees: number
  passes: number
  seq: number
}
export interface Revision {
  version: number
  body: string
  html: string
  at: string
}

export interface RoomLine {
  room: Room
  epoch: number
  seq: number
  number: number | null
  role: Role | null
  posts: number
  unread: number
  last_at: string
}
export interface RoomSnapshot {
  room: Room
  epoch: number
  seq: number
  members: Member[]
  threads: Thread[]
  me: Member | null
  /** The acts the policy lets me do, such as `posts.reply`. */
  may: string[]
  more_members: boolean
  more_threads: boolean
}
export interface ThreadSnapshot {
  thread: Thread
  room_id: number
  epoch: number
  seq: number
  posts: Post[]
  mine: Record<string, Position>
  read: Ranges
}
export interface PostHistory {
  post: Post
  room_id: number
  body: string
  revisions: Revision[]
}
export interface Bodies {
  seq: number
  bodies: { id: number; version: number; html: string }[]
}
export interface Inbox {
  room_id: number
  epoch: number
  seq: number
}
export interface Session {
  person: Person | null
  inbox: Inbox | null
  build: string
}
export interface Done<T> {
  result: T
  seqs: Record<string, number>
}
export interface Opened {
  thread: Thread
  post: Post
}
export interface Tally {
  post_id: number
  agrees: number
  disagrees: number
  passes: number
}

export type RoomEvent =
  | { type: 'room.opened' | 'room.described' | 'room.archived' | 'room.unarchived'; room: Room }
  | { type: 'member.joined' | 'member.renamed'; member: Member }
  | { type: 'member.role_changed'; number: number; role: Role }
  | { type: 'member.left'; number: number; at: string }
  | { type: 'member.removed'; number: number; at: string; reason: string }
export type ThreadEvent =
  | { type: 'thread.opened'; thread: Thread }
  | { type: 'thread.closed'; thread_id: number; at: string; by: number; reason: string }
  | { type: 'thread.reopened'; thread_id: number }
export type PostEvent =
  | { type: 'post.added' | 'post.edited'; post: Post }
  | {
      type: 'post.retracted'
      post_id: number
      at: string
      by: number
      reason: string
      blanked: number[]
    }
  | {
      type: 'position.taken'
      post_id: number
      number: number
      position: Position | null
      agrees: number
      disagrees: number
      passes: number
    }
export type InboxEvent =
  | { type: 'session.ended'; session: number | string }
  | { type: 'room.entered'; room_id: number; role: Role }
  | { type: 'room.left'; room_id: number; reason: string }
export type Event = RoomEvent | ThreadEvent | PostEvent | InboxEvent

export interface Entry {
  type: 'entry'
  room: number
  seq: number
  at: string
  by: number | null
  event: Event
}
export interface EntryPage {
  epoch: number
  seq: number
  entries: Entry[]
}

export type FromServer =
  | Entry
  | { type: 'hello'; build: string; beat_s: number; person: number | null; inbox: Inbox | null }
  | { type: 'followed' | 'reset'; room: number; epoch: number; seq: number }
  | { type: 'refused'; room: number; status: number; problem: string; detail: string }
  | { type: 'beat'; heads: Record<string, number> }
  | { type: 'bye'; retry_ms: number }
export type FromBrowser =
  | { type: 'follow'; room: number; epoch: number; seq: number }
  | { type: 'unfollow'; room: number }
