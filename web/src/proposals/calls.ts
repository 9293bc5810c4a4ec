/** What the server is asked about proposals. A command sent again under its key is the same command. */
import { call } from '../api/client'
import type { Done } from '../api/types'
import type * as t from '../api/types.gen'

const at = (id: number, path: string) => `/proposals/${id}/${path}`

export const listing = (room: number, before?: number) =>
  call<t.ProposalsPage>('GET', `/rooms/${room}/proposals${before ? `?before=${before}` : ''}`)
export const begin = (
  room: number,
  first: { title: string; text: string; from_thread: number | null; from_post: number | null },
  key: string,
) => call<Done<t.Proposal>>('POST', `/rooms/${room}/proposals`, { key, ...first })

export const state = (id: number) => call<t.ProposalSnapshot>('GET', at(id, 'state'))
export const changes = (id: number, since: number, version: number) =>
  call<t.Changes>('GET', at(id, `versions/${version}/changes?since=${since}`))
export const version = (id: number, number: number) =>
  call<t.VersionText>('GET', at(id, `versions/${number}`))

export const draft = (id: number) => call<t.TableDraft>('GET', at(id, 'draft'))
export const invite = (id: number, number: number, key: string) =>
  call<Done<t.Member>>('PUT', at(id, `authors/${number}`), { key })
export const leave = (id: number, key: string) =>
  call<Done<t.Member>>('DELETE', at(id, `authors/me?key=${key}`))

export const procedures = () => call<t.Procedure[]>('GET', '/procedures')
type Opening = { draft: number; body: string; procedure: number | null }
export const open = (id: number, opening: Opening, key: string) =>
  call<Done<t.Proposal>>('PUT', at(id, 'opening'), { key, ...opening })
export const publish = (id: number, draft: number, note: string, key: string) =>
  call<Done<t.Proposal>>('POST', at(id, 'versions'), { key, draft, note })
export const advance = (id: number, stage: t.StagesStage, reason: string, key: string) =>
  call<Done<t.Proposal>>('PUT', at(id, 'stage'), { key, stage, reason })
export const withdraw = (id: number, reason: string, key: string) =>
  call<Done<t.Proposal>>('PUT', at(id, 'withdrawal'), { key, reason })
export const reopen = (id: number, reason: string, key: string) =>
  call<Done<t.Proposal>>('POST', at(id, 'rounds'), { key, reason })
export const support = (id: number, version: number, key: string) =>
  call<Done<t.Proposal>>('PUT', at(id, 'support'), { key, version })
export const takeBack = (id: number, key: string) =>
  call<Done<t.Proposal>>('DELETE', at(id, `support?key=${key}`))
