/** What the server is asked about amendments. A command sent again under its key is the same command. */
import { call } from '../../api/client'
import type { Done } from '../../api/types'
import type * as t from '../../api/types.gen'
import type { Amendment, Listing, Shown, Text } from './types'

const of = (id: number, path = '') => `/amendments/${id}${path}`

export function listing(proposal: number, state: string, before?: number): Promise<Listing> {
  const asked = new URLSearchParams()
  if (state) asked.set('state', state)
  if (before) asked.set('before', String(before))
  return call('GET', `/proposals/${proposal}/amendments?${asked}`)
}
export const one = (id: number) => call<Shown>('GET', of(id))
export const text = (id: number) => call<Text>('GET', of(id, '/text'))

export const propose = (
  proposal: number,
  asked: { base: number; text: string; body: string; sure: boolean },
  key: string,
) => call<Done<Amendment>>('POST', `/proposals/${proposal}/amendments`, { key, ...asked })
export const revise = (
  id: number,
  asked: { base: number; revision: number; text: string; sure: boolean },
  key: string,
) => call<Done<Amendment>>('POST', of(id, '/revisions'), { key, ...asked })
export const rebase = (id: number, revision: number, version: number, key: string) =>
  call<Done<Amendment>>('PUT', of(id, '/rebase'), { key, revision, version })
export const reject = (id: number, revision: number, reason: string, key: string) =>
  call<Done<Amendment>>('PUT', of(id, '/rejection'), { key, revision, reason })
export const withdraw = (id: number, reason: string, key: string) =>
  call<Done<Amendment>>('PUT', of(id, '/withdrawal'), { key, reason })

export interface Taking {
  amendment: number
  revision: number
  /** Which of its changes; null: all. */
  places: number[] | null
  reason: string
}
export const include = (
  proposal: number,
  asked: { version: number; take: Taking[]; note: string; replace_draft: boolean; sure: boolean },
  key: string,
) => call<Done<t.Proposal>>('POST', `/proposals/${proposal}/inclusions`, { key, ...asked })
