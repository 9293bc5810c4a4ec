/** What the server is asked about arguments. A command sent again under its key is the same command. */
import { call } from '../../api/client'
import type { Done, Position } from '../../api/types'
import type { Answerable, ArgumentAnswer, ArgumentUse, Column, Order, Page, RepliesPage, Said, Stance, Summary } from './types'

const at = (proposal: number, path = '') => `/proposals/${proposal}/arguments${path}`

export const summary = (proposal: number) => call<Summary>('GET', at(proposal, '/summary'))
export function page(
  proposal: number,
  asked: { column: Column; order: Order; unanswered: boolean },
  after?: { id: number; strength: number },
): Promise<Page> {
  const query = new URLSearchParams({ column: asked.column, order: asked.order })
  if (asked.unanswered) query.set('unanswered', 'true')
  if (after) {
    query.set('after', String(after.id))
    query.set('strength', String(after.strength))
  }
  return call('GET', at(proposal, `?${query}`))
}
export const replies = (proposal: number, post: number, after?: number) =>
  call<RepliesPage>('GET', at(proposal, `/${post}/replies${after ? `?after=${after}` : ''}`))

export const takeUp = (proposal: number, post: number, stance: Stance, key: string) =>
  call<Done<ArgumentUse>>('PUT', at(proposal, `/${post}`), { key, stance })
export const putBack = (proposal: number, post: number, key: string) =>
  call<Done<ArgumentUse>>('DELETE', at(proposal, `/${post}?key=${key}`))
export const mark = (proposal: number, post: number, answer: number, key: string) =>
  call<Done<ArgumentAnswer>>('PUT', at(proposal, `/${post}/answer`), { key, answer_id: answer })
export const reopen = (proposal: number, post: number, key: string) =>
  call<Done<ArgumentAnswer>>('DELETE', at(proposal, `/${post}/answer?key=${key}`))

export const answerable = (post: number) => call<Answerable[]>('GET', `/posts/${post}/answerable`)

export const say = (
  thread: number,
  said: { body: string; kind: Column; parent_id: number; sure: boolean },
  key: string,
) => call<Done<Said>>('POST', `/threads/${thread}/posts`, { key, ...said })
export const stand = (post: number, position: Position | null, key: string) =>
  position
    ? call<Done<unknown>>('PUT', `/posts/${post}/position`, { key, position })
    : call<Done<unknown>>('DELETE', `/posts/${post}/position?key=${key}`)
