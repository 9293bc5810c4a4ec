/** What the server is asked about sessions, API tokens and forgotten passwords. */
import { call } from '../api/client'
import { newKey } from '../api/key'
import type * as t from '../api/types'

export const sessions = () => call<t.Sessions>('GET', '/me/sessions')
export const endSession = (id: number) => call<t.Done<null>>('DELETE', `/me/sessions/${id}`)
export const endSessions = (here: boolean, key = newKey()) =>
  call<t.Done<number>>('DELETE', `/me/sessions?key=${key}&this=${here}`)

export const tokens = () => call<t.ApiTokens>('GET', '/me/tokens')
type Wish = { name: string; scopes: t.Scope[]; days: number; password: string }
export const makeToken = (wish: Wish, key: string) =>
  call<t.Done<t.Issued>>('POST', '/me/tokens', { key, ...wish })
export const revokeToken = (id: number, key: string) =>
  call<t.Done<null>>('DELETE', `/me/tokens/${id}?key=${key}`)

const signingIn = { signingIn: true }
export const askForReset = (email: string, key: string) =>
  call<null>('POST', '/password-resets', { key, email }, signingIn)
export const resetPassword = (token: string, fresh: string, key: string) =>
  call<t.Done<number>>('PUT', '/password', { key, token, new: fresh }, signingIn)
