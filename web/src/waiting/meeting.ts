/** What becomes of a draft in this browser when the server tells of one at the same place: decided here, done in `elsewhere`. */
import type { Unsent } from '../api/types'
import { blank, type Draft, type Place } from '../live/drafts'

/** The server has it as it stands here. */
export const isUp = ({ up, at }: Draft): boolean => up?.at === at

const text = (body: string) => body.normalize('NFC').replace(/\r\n?/g, '\n').trim()
export const isSame = (row: Pick<Unsent, 'body' | 'kind'>, here: Pick<Draft, 'body' | 'kind'>): boolean =>
  row.kind === here.kind && text(row.body) === text(here.body)

export function draftOf(place: Place, row: Unsent): Draft {
  const at = Date.parse(row.at)
  const { key, kind, body, parent_id: parent, version } = row
  return { ...blank({ ...place, parent }), key, kind, body, at, up: { version, at } }
}

/**
 * - `same`: both have the same words; it is noted that the server has them.
 * - `comes`: what the server has stands here from now on.
 * - `gone`: it was sent or thrown away elsewhere, and nothing was written here since.
 * - `apart`: it was written on in both, or here after it was gone there; from here on they are two drafts.
 * - `stays`: nothing; what the server has may be offered.
 */
export type Meeting = 'same' | 'comes' | 'gone' | 'apart' | 'stays'

/** `typing`: what stands here is being written at this moment, so it is the newest. */
export function meets(row: Unsent, kept: Draft | undefined, typing: boolean): Meeting {
  if (!kept) return row.body && !typing ? 'comes' : 'stays'
  if (kept.key !== row.key) return row.body && !typing && Date.parse(row.at) > kept.at && !isSame(row, kept) ? 'comes' : 'stays'
  if (kept.up && row.version <= kept.up.version) return 'stays' // an answer from before may come after
  if (isSame(row, kept)) return 'same'
  if (!isUp(kept) || typing) return 'apart'
  if (row.body) return 'comes'
  return kept.files?.length ? 'apart' : 'gone'
}
