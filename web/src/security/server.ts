/** What the server is asked about second factors. Only answers that come once (a secret, codes) have no key. */
import { call } from '../api/client'
import type * as t from '../api/types'

export const factors = () => call<t.Factors>('GET', '/me/factors')
export const offerTotp = (password: string) =>
  call<t.TotpOffer>('POST', '/me/factors/totp', { password })
export const confirmTotp = (code: string) =>
  call<t.RecoveryCodes>('PUT', '/me/factors/totp', { code })
export const removeTotp = (password: string, key: string) =>
  call<t.Done<null>>('PUT', '/me/factors/totp/removal', { key, password })
export const renewCodes = (password: string) =>
  call<t.RecoveryCodes>('POST', '/me/factors/codes', { password })

export const challengeToMake = (password: string) =>
  call<CreationJson>('POST', '/me/passkeys/challenge', { password })
export const addPasskey = (name: string, made: Made) =>
  call<t.PasskeyAdded>('POST', '/me/passkeys', { name, made })
export const renamePasskey = (id: number, name: string, key: string) =>
  call<t.Done<t.Passkey>>('PUT', `/me/passkeys/${id}`, { key, name })
export const removePasskey = (id: number, password: string, key: string) =>
  call<t.Done<null>>('PUT', `/me/passkeys/${id}/removal`, { key, password })

const signingIn = { signingIn: true }
export const challengeToShow = () =>
  call<RequestJson>('POST', '/session/challenge', undefined, signingIn)
export const enterByPasskey = (signed: Signed) =>
  call<t.Person>('POST', '/session/passkey', signed, signingIn)
export const second = (code: string) =>
  call<t.Person>('POST', '/session/second', { code }, signingIn)

/** Bytes as base64url, as WebAuthn writes them in JSON. */
type Base64 = string
export interface CreationJson {
  rp: { id: string; name: string }
  user: { id: Base64; name: string; displayName: string }
  challenge: Base64
  pubKeyCredParams: PublicKeyCredentialParameters[]
  timeout: number
  excludeCredentials?: { id: Base64; type: 'public-key' }[]
  authenticatorSelection: AuthenticatorSelectionCriteria
  attestation: AttestationConveyancePreference
}
export interface RequestJson {
  challenge: Base64
  rpId: string
  timeout: number
  userVerification: UserVerificationRequirement
}
export interface Made {
  id: Base64
  client_data: Base64
  attestation: Base64
  transports: string[]
}
export interface Signed {
  id: Base64
  client_data: Base64
  authenticator_data: Base64
  signature: Base64
  user: Base64 | null
}
