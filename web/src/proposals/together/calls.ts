/** What the server is asked about a text that is edited together. */
import { call } from '../../api/client'
import type { Done } from '../../api/types'
import type { Stretch, TableDraft, TogetherHere, Lacking } from '../../api/types.gen'

const at = (id: number, path: string) => `/proposals/${id}/${path}`

export const here = (id: number) => call<TogetherHere>('GET', at(id, 'draft/together'))
export const since = (id: number, after: number) =>
  call<Lacking>('GET', at(id, `draft/edits?after=${after}`))
/** A long paste over a slow line takes its time. */
export const push = (id: number, change: string, after: number | null) =>
  call<Lacking>('POST', at(id, 'draft/edits'), { change, after }, { timeoutMs: 60_000 })
export const save = (id: number, key: string) =>
  call<Done<TableDraft>>('POST', at(id, 'draft/saves'), { key })
export const hands = (id: number, version: number) =>
  call<Stretch[]>('GET', at(id, `versions/${version}/hands`))
