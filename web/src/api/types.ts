/** What travels between server and browser, by the names the client uses. The shapes come from the server. */

import type * as gen from './types.gen'

export type {
  About,
  ApiToken,
  ApiTokens,
  Attaching,
  Attachment,
  Bodies,
  Constituency,
  Consultation,
  Event,
  Factors,
  Hearing,
  Held,
  FromClient as FromBrowser,
  Hit,
  Inbox,
  Issued,
  Kind,
  Language,
  Mail,
  LogState,
  Member,
  Move,
  Open,
  Opened,
  Passkey,
  PasskeyAdded,
  Person,
  Post,
  PostRecord as PostHistory,
  PostReacted,
  PostSaid,
  Reaction,
  Received,
  PostsMoved,
  ThreadRetitled,
  RecordPage,
  RecordRow,
  Revision,
  Role,
  Room,
  RoomLine,
  RecoveryCodes,
  RoomSnapshot,
  Scope,
  SecondStep,
  Sessions,
  Search as SearchCommand,
  SearchResults,
  Side as Position,
  SimilarThread,
  Tally,
  Telling,
  Taken,
  Thread,
  ThreadLine,
  ThreadLines,
  UnreadNotices,
  Unsent,
  TotpOffer,
  Told as Notice,
  Visibility,
} from './types.gen'

/** Inclusive ranges of entry numbers, ascending. */
export type Ranges = [number, number][]
export type Session = gen.Now
export type Notices = gen.Notices
export type ThreadSnapshot = Omit<gen.ThreadSnapshot, 'mine'> & { mine: Record<string, gen.Side> }

/** What every command answers: its result, and the newest entry it brought to each room. */
export interface Done<T> {
  result: T
  seqs: Record<string, number>
}

export interface Entry {
  type: 'entry'
  room: number
  seq: number
  at: string
  by: number | null
  event: gen.Event
}
export interface EntryPage {
  epoch: number
  seq: number
  entries: Entry[]
}
export type FromServer = Entry | gen.ToClient

type Of<K extends gen.Event['type']> = Extract<gen.Event, { type: K }>
export type RoomEvent = Of<Extract<gen.Event['type'], `room.${'opened' | 'described' | 'archived' | 'unarchived'}` | `member.${string}`>>
export type ThreadEvent = Of<Extract<gen.Event['type'], `thread.${string}`>>
export type PostEvent = Of<Extract<gen.Event['type'], `post.${string}` | `position.${string}`>>
export type InboxEvent = Of<'session.ended' | 'presence.chosen' | 'room.entered' | 'room.left' | 'notice.added' | 'notices.read'>
