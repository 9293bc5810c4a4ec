/** What the server is asked about comments on a proposal and its consultations. */
import { call } from '../../api/client'
import type { Done } from '../../api/types'
import type * as t from '../../api/types.gen'

const at = (id: number, path: string) => `/proposals/${id}/${path}`
export interface Wanted {
  /** Of the newest version; 0: those left behind. */
  article?: number
  waiting?: boolean
  /** Those that count in no consultation. */
  outside?: boolean
}

export const counts = (id: number) => call<t.Consulted>('GET', at(id, 'consultation'))
export const listing = (id: number, { article, waiting, outside }: Wanted, after?: number) => {
  const asked = new URLSearchParams()
  if (article !== undefined) asked.set('article', String(article))
  if (waiting) asked.set('waiting', 'true')
  if (outside) asked.set('outside', 'true')
  if (after) asked.set('after', String(after))
  return call<t.Comments>('GET', at(id, `comments?${asked}`))
}
export const comment = (id: number, said: Omit<t.Commenting, 'key'>, key: string) =>
  call<Done<t.Said>>('POST', at(id, 'comments'), { key, ...said })
export const history = (id: number, post: number) =>
  call<t.Disposition[]>('GET', at(id, `comments/${post}/dispositions`))
export const dispose = (id: number, post: number, answer: Omit<t.Disposing, 'key'>, key: string) =>
  call<Done<t.DispositionLine>>('PUT', at(id, `comments/${post}/disposition`), { key, ...answer })
export const setAside = (id: number, post: number, why: { reason: string; after: number }, key: string) =>
  call<Done<t.DispositionLine>>('PUT', at(id, `comments/${post}/setting-aside`), { key, ...why })
export const begin = (id: number, version: number, closes_at: string, key: string) =>
  call<Done<t.ConsultationLine>>('POST', at(id, 'consultations'), { key, version, closes_at })
export const close = (id: number, number: number, key: string) =>
  call<Done<t.ConsultationLine>>('PUT', at(id, `consultations/${number}/closing`), { key })
