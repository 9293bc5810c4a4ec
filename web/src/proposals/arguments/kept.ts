/** An argument that is being written. */
import { newKey } from '../../api/key'
import * as unsent from '../unsent'
import type { Column } from './types'

export { drop, keep, leave } from '../unsent'

export interface Kept {
  id: string
  key: string
  kind: Column
  body: string
  at: number
}
const idOf = (proposal: number) => unsent.idOf(proposal, 'argument')

export const blank = (proposal: number, kind: Column): Kept => ({
  ...{ id: idOf(proposal), key: newKey(), kind, body: '', at: 0 },
})
export const find = (proposal: number): Promise<Kept | undefined> => unsent.find(idOf(proposal))
