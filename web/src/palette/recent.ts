/** The newest threads and proposals: of the room one is in, else the threads of the rooms in which something was said last. */
import { call } from '../api/client'
import type { RoomLine, Thread } from '../api/types'
import type { Titled } from '../api/types.gen'
import { listing } from '../proposals/calls'
import { toProposal } from '../proposals/paths'
import { toThread } from '../router'

export interface Recent {
  kind: 'thread' | 'proposal'
  title: string
  room: string
  at: string
  to: string
}
const ROOMS = 3
const EACH = 40

const threadsOf = async ({ room }: RoomLine): Promise<Recent[]> => {
  const found = await call<Thread[]>('GET', `/rooms/${room.id}/threads`)
  return found.slice(0, EACH).map((thread) => ({
    kind: 'thread',
    title: thread.title,
    room: room.title,
    at: thread.last_at,
    to: toThread(room.id, thread.id),
  }))
}
const proposalsOf = async ({ room }: RoomLine): Promise<Recent[]> => {
  const { proposals } = await listing(room.id)
  return proposals.slice(0, EACH).map((proposal) => ({
    kind: 'proposal',
    title: proposal.title ?? '',
    room: room.title,
    at: proposal.versioned_at ?? proposal.since,
    to: toProposal(proposal.id),
  }))
}
/** `mine`: in any order. What cannot be had is left out. */
export async function recent(open: RoomLine | undefined, mine: RoomLine[]): Promise<Recent[]> {
  const latest = mine.toSorted((a, b) => Date.parse(b.last_at) - Date.parse(a.last_at)).slice(0, ROOMS)
  const asked = open ? [threadsOf(open), proposalsOf(open)] : latest.map(threadsOf)
  const found = await Promise.allSettled(asked)
  return found
    .flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
    .filter(({ title }) => title) // one that was taken away is not named
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
}

/** The proposals of all of one's rooms, the newest first: looked for by what is typed. */
export const proposals = async (): Promise<{ title: string; room: string; to: string }[]> =>
  (await call<Titled[]>('GET', '/me/proposals')).map(({ id, title, room }) => ({ title, room, to: toProposal(id) }))
