/** Every request this client makes, by the name of what it does. Commands take their key last. */
import { call } from './client'
import { spread } from './columns'
import { newKey } from './key'
import type * as t from './types'

type Profile = Pick<t.Person, 'name' | 'organisation' | 'constituency' | 'language'> & { seen?: boolean }

export const session = () => call<t.Session>('GET', '/session')
export const signIn = (email: string, password: string) =>
  call<t.Person | t.SecondStep>('POST', '/session', { email, password }, { signingIn: true })
export const signUp = (who: Profile & { email: string; password: string }, key = newKey()) =>
  call<t.Done<t.Person>>('POST', '/accounts', { key, ...who }, { signingIn: true })
export const signOut = () => call<null>('DELETE', '/session')
export const describeMe = (
  { name, organisation, constituency, language, seen }: Profile,
  key = newKey(),
) =>
  call<t.Done<t.Person>>('PUT', '/me', { key, name, organisation, constituency, language, seen })
export const changePassword = (current: string, fresh: string, key = newKey()) =>
  call<t.Done<null>>('PUT', '/me/password', { key, current, new: fresh })
export const becomeAdministrator = (token: string, key = newKey()) =>
  call<unknown>('POST', `/administrator/${encodeURIComponent(token)}`, { key })

export const rooms = (after?: number) =>
  call<{ rooms: t.RoomLine[]; next: number | null }>(
    'GET',
    `/rooms?limit=50${after ? `&after=${after}` : ''}`,
  )
export const room = (id: number) => call<t.RoomSnapshot>('GET', `/rooms/${id}`)

export const join = (room: number, key = newKey()) =>
  call<t.Done<t.Member>>('PUT', `/rooms/${room}/members/me`, { key })
export const leave = (room: number, key = newKey()) =>
  call<t.Done<t.Member>>('DELETE', `/rooms/${room}/members/me?key=${key}`)

export const thread = async (id: number) => spread(await call<t.ThreadSnapshot>('GET', `/threads/${id}?compact=true`))
export const bodies = (thread: number, ids: number[]) =>
  call<t.Bodies>('GET', `/threads/${thread}/bodies?ids=${ids.join(',')}`)

export const addPost = (
  thread: number,
  draft: { body: string; kind: t.Kind; parent_id: number | null; files: t.Attaching[]; sure: boolean },
  key: string,
) => call<t.Done<t.PostSaid>>('POST', `/threads/${thread}/posts`, { key, ...draft })
export const history = (post: number) => call<t.PostHistory>('GET', `/posts/${post}`)
export const editPost = (
  post: number,
  text: { body: string; kind: t.Kind; version: number; sure: boolean },
  key: string,
) => call<t.Done<t.Post>>('PUT', `/posts/${post}`, { key, ...text })
export const preview = (body: string) => call<{ html: string }>('POST', '/preview', { body })

export const noteReading = (room: number, read: t.Ranges, unread: t.Ranges) =>
  call<{ unread: number }>('PUT', `/rooms/${room}/reading`, { read, unread }, { keepalive: true })
