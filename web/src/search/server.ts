/** The requests of the search, which come with it. */
import { call } from '../api/client'
import type * as t from '../api/types'

export const search = (command: t.SearchCommand) =>
  call<t.SearchResults>('POST', '/search', command)
export const similar = (room: number, text: string) =>
  call<t.SimilarThread[]>('POST', `/rooms/${room}/similar`, { text })
