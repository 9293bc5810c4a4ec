/** What the server is asked about one's inbox. */
import { call } from '../api/client'
import { newKey } from '../api/key'
import type * as t from '../api/types'

/** `asked`: of questions to oneself only, which one has not answered. */
export const notices = (asked: boolean, before?: number) => {
  const query = new URLSearchParams(asked ? { asked: 'true' } : {})
  if (before) query.set('before', String(before))
  return call<t.Notices>('GET', query.size ? `/notices?${query}` : '/notices')
}
export const unread = () => call<t.UnreadNotices>('GET', '/notices/unread')
export const readNotices = (notices: number[], upto: number | null) =>
  call<t.Done<t.UnreadNotices>>(
    'PUT',
    '/notices/reading',
    { notices, upto },
    { keepalive: true },
  )

export const telling = () => call<t.Telling>('GET', '/me/telling')
export const choose = (mail: t.Mail, hour: number, key = newKey()) =>
  call<unknown>('PUT', '/me/telling', { key, mail, hour })
export const chooseInRoom = (room: number, mail: t.Mail | null, inbox: t.Hearing, key = newKey()) =>
  call<unknown>('PUT', `/rooms/${room}/telling`, { key, mail, inbox })
