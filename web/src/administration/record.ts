/** Asking the record, and what its newest checkpoint says. */
import { call } from '../api/client'
import type { Consultation, RecordPage } from '../api/types'

export type Asked = Partial<Consultation>

/** What stands in the form, as the person wrote it. */
export interface Form {
  person: string
  act: string
  room: string
  since: string
  until: string
}
export const empty = (): Form => ({ person: '', act: '', room: '', since: '', until: '' })

const DAY_MS = 86_400_000
const midnight = (day: string) => Date.parse(`${day}T00:00:00+07:00`)

/** The question behind the form. Days are days in Việt Nam, both of them included. */
export function asked(form: Form, before?: number): Asked {
  return {
    ...(form.person && { person: Number(form.person) }),
    ...(form.act && { act: form.act }),
    ...(form.room && { room: Number(form.room) }),
    ...(form.since && { since: new Date(midnight(form.since)).toISOString() }),
    ...(form.until && { until: new Date(midnight(form.until) + DAY_MS).toISOString() }),
    ...(before && { before }),
  }
}

export const consult = (question: Asked) =>
  call<RecordPage>('POST', '/record/consultations', question)

/** When a checkpoint was signed: its fourth line. */
export const signedAt = (note: string): string | undefined => note.split('\n')[3]
