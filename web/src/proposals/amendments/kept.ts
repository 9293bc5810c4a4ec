/** What is written of an amendment, or at the desk of decisions. */
import { newKey } from '../../api/key'
import * as unsent from '../unsent'
import type { Region } from './changes'

export { drop, keep, leave } from '../unsent'

export interface Kept {
  id: string
  key: string
  /** The version that the text was made of. */
  base: number
  text: string
  body: string
  /** What could not be carried over to a newer version: the two versions, and the places. */
  left?: { of: [number, number]; found: Region[] } | null
  at: number
}
/** `what`: `new`, `desk`, or the id of the amendment that is revised. */
export const idOf = (proposal: number, what: string | number): string =>
  unsent.idOf(proposal, `amendment:${what}`)

export const blank = (id: string, base: number, text: string): Kept => ({
  ...{ id, base, text, key: newKey(), body: '', at: 0 },
})
export const find = (id: string): Promise<Kept | undefined> => unsent.find(id)
