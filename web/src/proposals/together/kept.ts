/** What was typed together and is not on the server yet: it goes once the server has it. */
import * as unsent from '../unsent'

export interface Kept {
  id: string
  person: number
  proposal: number
  /** The document of Yjs, with all that was typed. */
  state: string
  title: string
  text: string
  at: number
}
type Typed = Pick<Kept, 'state' | 'title' | 'text'>

/** Of this person, who may have signed out since. */
const idOf = (person: number, proposal: number) => `${person}:proposal:${proposal}:typed`
const made = (person: number, proposal: number, typed: Typed): Kept => ({
  ...typed,
  ...{ id: idOf(person, proposal), person, proposal, at: 0 },
})

export const find = (person: number, proposal: number): Promise<Kept | undefined> =>
  unsent.find(idOf(person, proposal))
export const keep = (person: number, proposal: number, typed: Typed): Promise<void> =>
  unsent.keep(made(person, proposal, typed))
export const leave = (person: number, proposal: number, typed: Typed): void =>
  unsent.leave(made(person, proposal, typed))
export const drop = (person: number, proposal: number): Promise<void> => unsent.drop(idOf(person, proposal))
