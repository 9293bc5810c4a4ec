/** The shapes of moderation as the server writes them. */
import type { Reason } from './reasons'

export type { Reason } from './reasons'
export type Doing = 'approve' | 'hide' | 'remove' | 'restore'
export type Stage = 'open' | 'decided' | 'review'
export type View = 'waiting' | 'mine' | 'overdue' | 'review' | 'decided'
export type Counts = Record<Exclude<View, 'decided'>, number>
export type Outcome = 'upheld' | 'overturned'

export interface Case {
  id: number
  target: 'post'
  room_id: number
  thread_id: number
  post_id: number
  source: 'report' | 'moderator'
  reason: Reason
  stage: Stage
  reports: number
  weight: number
  rank: number
  opened_at: string
  due_at: string
  claimed_by: number | null
  claimed_until: string | null
  act: Doing | null
  acted_by: number | null
  decided_at: string | null
}
export interface Moderator {
  number: number
  name: string
  role: string
}
export interface Queue {
  room_id: number
  epoch: number
  seq: number
  me: number
  moderators: Moderator[]
  counts: Counts
  cases: Case[]
  more: boolean
}
export interface Shown {
  id: number
  author: string
  at: string
  version: number
  kind: string
  html: string
  hidden_as: 'hidden' | 'removed' | null
}
export interface CaseFile {
  case: Case
  seq: number
  room: string
  thread: string
  post: Shown
  parent: Shown | null
  siblings: Shown[]
  reports: { reason: Reason; words: string; at: string; right: number; decided: number }[]
  acts: {
    id: number
    act: Doing
    reason: Reason | null
    by: number
    name: string
    at: string
    public_note: string
    private_note: string
    reverts: number | null
  }[]
  review: (ReviewState & { words: string }) | null
  author: { posts: number; hidden: number; overturned: number }
  barred: 'own' | 'reporter' | 'acted' | null
}
export interface ReviewState {
  asked_at: string
  due_at: string
  outcome: Outcome | null
  decided_at: string | null
  note: string | null
}
export interface Decision {
  id: number
  act: Doing
  reason: Reason | null
  at: string
  public_note: string
  room_id: number
  room: string
  thread_id: number
  thread: string
  post_id: number
  mine: boolean
  html: string | null
  review: ReviewState | null
  ask_until: string | null
}
export type CaseEvent =
  | { type: 'case.opened' | 'case.reported' | 'case.claimed' | 'case.released'; case: Case }
  | { type: 'case.decided' | 'review.asked'; case: Case; act_id: number }
  | { type: 'review.decided'; case: Case; act_id: number; upheld: boolean }
