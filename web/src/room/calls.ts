/** What those who keep a room do to it and its members. Commands take their key last. */
import { call } from '../api/client'
import { newKey } from '../api/key'
import type * as t from '../api/types'

type About = Pick<t.Room, 'title' | 'description' | 'visibility'>

export const describeRoom = (id: number, about: About, key = newKey()) =>
  call<t.Done<t.Room>>('PUT', `/rooms/${id}`, { key, ...about })
export const archiveRoom = (id: number, reason: string, key = newKey()) =>
  call<t.Done<t.Room>>('PUT', `/rooms/${id}/archival`, { key, reason })
export const unarchiveRoom = (id: number, key = newKey()) =>
  call<t.Done<t.Room>>('DELETE', `/rooms/${id}/archival?key=${key}`)

export const addMember = (room: number, email: string, role: t.Role, key = newKey()) =>
  call<t.Done<t.Member>>('POST', `/rooms/${room}/members`, { key, email, role })
export const changeRole = (room: number, number: number, role: t.Role, key = newKey()) =>
  call<t.Done<t.Member>>('PUT', `/rooms/${room}/members/${number}`, { key, role })
export const removeMember = (room: number, number: number, reason: string, key = newKey()) =>
  call<t.Done<t.Member>>('PUT', `/rooms/${room}/members/${number}/removal`, { key, reason })
