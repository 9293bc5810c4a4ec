/** What the server is asked about invitations, muted people, and what somebody may do. */
import { call } from '../api/client'
import { newKey } from '../api/key'
import type * as gen from '../api/types.gen'
import type { Done, Member, Role } from '../api/types'

const at = (room: number) => `/rooms/${room}/invitations`

export const invitations = (room: number) => call<gen.Invitation[]>('GET', at(room))
export const invite = (room: number, email: string, role: Role, days: number, key: string) =>
  call<Done<gen.Invitation>>('POST', at(room), { key, email, role, days })
export const openLink = (
  room: number,
  link: { role: 'member' | 'observer'; days: number; uses: number | null },
  key: string,
) => call<gen.InvitationLink>('POST', `${at(room)}/links`, { key, ...link })
export const revoke = (room: number, invitation: number, key = newKey()) =>
  call<Done<gen.Invitation>>('DELETE', `${at(room)}/${invitation}?key=${key}`)
export const offer = (token: string) => call<gen.Offer>('POST', '/invitations/offer', { token })
export const accept = (token: string, key: string) =>
  call<Done<Member>>('POST', '/invitations/acceptance', { key, token })

export const muted = () => call<gen.Muted[]>('GET', '/me/mutes')
export const mute = (room: number, number: number, key = newKey()) =>
  call<Done<number[]>>('PUT', `/rooms/${room}/members/${number}/mute`, { key })
export const unmute = (room: number, number: number, key = newKey()) =>
  call<Done<number[]>>('DELETE', `/rooms/${room}/members/${number}/mute?key=${key}`)

const of = (person: number) => `/administration/people/${person}`

export const people = (words: string) =>
  call<gen.Known[]>('POST', '/administration/people', { words })
export const rightsOf = (person: number) =>
  call<gen.RightsOfPerson>('POST', `${of(person)}/rights`)
export const rightsIn = (person: number, room: number) =>
  call<gen.RightsInRoom>('POST', `${of(person)}/rooms/${room}/rights`)
export const verify = (person: number, key = newKey()) =>
  call<Done<gen.Verification>>('PUT', `${of(person)}/verification`, { key })
export const withdraw = (person: number, reason: string, key = newKey()) =>
  call<unknown>('PUT', `${of(person)}/verification/withdrawal`, { key, reason })
