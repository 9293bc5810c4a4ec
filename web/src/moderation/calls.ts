/** What the server is asked about cases and decisions. A command sent again under its key is the same command. */
import { call } from '../api/client'
import { newKey } from '../api/key'
import type { Done } from '../api/types'
import type { Case, CaseFile, Decision, Doing, Ground, Queue, Reason, RequestFile, View } from './types'

export interface Acting {
  act: Doing
  reason: Reason | null
  public_note: string
  private_note: string
  /** For how long, where it ends by itself. */
  days?: number | null
  /** The act that is taken back, where that is all. */
  reverts?: number | null
  /** What is left of the words, and of which version, where some are cut out. */
  text?: string
  version?: number
}

/** `ground`: of a refusal. */
export interface Answer {
  outcome: 'done' | 'refused'
  ground: Ground | null
  public_note: string
  private_note: string
}

/** What is judged where it stands: a post, the title of a thread, or the name of a member; and where that is. */
export type About = 'post' | 'title' | 'name'
const standing = (about: About, id: number, room?: number) =>
  about === 'name' ? `/rooms/${room}/members/${id}` : `/${about === 'post' ? 'posts' : 'threads'}/${id}`

export const report = (about: About, id: number, reason: Reason, words: string, key: string, room?: number) =>
  call<Done<{ reason: Reason; at: string }>>('POST', `${standing(about, id, room)}/reports`, { key, reason, words })
export const actHere = (about: About, id: number, acting: Acting, key: string, room?: number) =>
  call<Done<Case>>('POST', `${standing(about, id, room)}/acts`, { key, ...acting })

export const queue = (view: View, after?: string | null) =>
  call<Queue>('GET', `/moderation/queue?view=${view}${after ? `&after=${after}` : ''}`)
export const caseFile = (id: number) => call<CaseFile>('GET', `/moderation/cases/${id}`)
export const claim = (id: number) =>
  call<Done<Case>>('PUT', `/moderation/cases/${id}/claim`, { key: newKey() })
/** Also while the page closes. */
export const release = (id: number) =>
  call<Done<Case>>('DELETE', `/moderation/cases/${id}/claim?key=${newKey()}`, undefined, {
    keepalive: true,
  })
export const act = (id: number, acting: Acting, key: string) =>
  call<Done<Case>>('POST', `/moderation/cases/${id}/acts`, { key, ...acting })
/** Under a case that one holds; out again, to stand by themselves. */
export const merge = (id: number, cases: readonly number[], key: string) =>
  call<Done<Case>>('POST', `/moderation/cases/${id}/merges`, { key, cases })
export const split = (id: number, cases: readonly number[], key: string) =>
  call<Done<Case>>('POST', `/moderation/cases/${id}/splits`, { key, cases })
export const rule = (
  id: number,
  ruling: { upheld: boolean; note: string; private_note: string },
  key: string,
) => call<Done<Case>>('POST', `/moderation/cases/${id}/ruling`, { key, ...ruling })

export const propose = (id: number, { reason, public_note, private_note }: Acting, key: string) =>
  call<Done<Case>>('POST', `/moderation/cases/${id}/proposal`, { key, reason, public_note, private_note })
export const second = (id: number, seconding: { confirmed: boolean; note: string }, key: string) =>
  call<Done<Case>>('POST', `/moderation/cases/${id}/second`, { key, ...seconding })

export const requestFile = (id: number) => call<RequestFile>('GET', `/moderation/cases/${id}/request`)
export const answer = (id: number, answering: Answer, key: string) =>
  call<Done<Case>>('POST', `/moderation/cases/${id}/answer`, { key, ...answering })
export const secondAnswer = (id: number, seconding: { confirmed: boolean; note: string }, key: string) =>
  call<Done<Case>>('POST', `/moderation/cases/${id}/answer/second`, { key, ...seconding })

export const decision = (act: number) => call<Decision>('GET', `/moderation/acts/${act}`)
export const askReview = (act: number, words: string, key: string) =>
  call<Done<Decision>>('POST', `/moderation/acts/${act}/review`, { key, words })
