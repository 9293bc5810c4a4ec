/** What the server is asked about votes. */
import { call, caller, Lost } from '../../api/client'
import type { Done } from '../../api/types'
import type * as t from '../../api/types.gen'

const at = (id: number, path = '') => `/votes/${id}${path}`

export const ofProposal = (proposal: number) => call<t.Votes>('GET', `/proposals/${proposal}/votes`)
export const ofThread = (thread: number) => call<t.Votes>('GET', `/threads/${thread}/votes`)
export const poll = (thread: number, polling: Omit<t.Polling, 'key'>, key: string) =>
  call<Done<t.Vote>>('POST', `/threads/${thread}/votes`, { key, ...polling })
export const one = (id: number) => call<t.VoteShown>('GET', at(id))
export const open = (proposal: number, opening: Omit<t.VoteOpening, 'key'>, key: string) =>
  call<Done<t.Vote>>('POST', `/proposals/${proposal}/votes`, { key, ...opening })
export const cast = (id: number, casting: Omit<t.Casting, 'key'>, key: string) =>
  call<Done<{ vote_id: number; leaf: number | null }>>('PUT', at(id, '/ballot'), { key, ...casting })
export const annul = (id: number, reason: string, key: string) =>
  call<Done<t.Vote>>('PUT', at(id, '/annulment'), { key, reason })
export const ballots = (id: number, after?: number) =>
  call<t.Ballots>('GET', at(id, `/ballots${after === undefined ? '' : `?after=${after}`}`))
export const count = (id: number) => call<t.Counted>('GET', at(id, '/count'))
export const consistency = (id: number, first: number, second: number) =>
  call<t.VoteProof>('GET', at(id, `/consistency?first=${first}&second=${second}`))
export const found = (id: number, receipt: string) => call<t.VoteFound>('GET', at(id, `/ballots/${receipt}`))

/** What the server says as text; '': there is no such thing. Raises Lost. */
export async function text(path: string): Promise<string> {
  const headers = { 'Accept-Language': caller.language }
  const answer = await fetch(path, { headers, cache: 'no-store', signal: AbortSignal.timeout(20_000) }).catch(() => null)
  if (answer?.status === 404) return ''
  if (!answer?.ok) throw new Lost(path)
  return answer.text()
}
