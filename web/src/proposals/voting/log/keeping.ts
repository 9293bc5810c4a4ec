/**
 * The newest checkpoint of each vote that this browser has seen. A newer one must continue it: the server proves that, and the
 * proof is held against both here. So a log that was rewritten is noticed by whoever looked before.
 */
import type { VoteFound } from '../../../api/types.gen'
import * as calls from '../calls'
import { isSigned, keyOf, read, type Note } from './note'
import { continues, holds } from './tree'

const NAME = 'checkpoints'
const KEY = 'checkpoint-key'
const MOST = 200 // votes

type Kept = [vote: number, note: string][]
export interface Seen {
  /** The newest that holds. */
  note: Note
  /** What this browser had before; null: it sees this log for the first time. */
  before: Note | null
  /** `other`: it does not continue what was seen, or is not signed by the key that was known; `note` is then the newer. */
  state: 'first' | 'same' | 'continues' | 'other'
  /** Null: this browser cannot check signatures. */
  signed: boolean | null
}

function kept(): Kept {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? '[]') as Kept
  } catch {
    return []
  }
}
const had = (vote: number): string | undefined => kept().find(([id]) => id === vote)?.[1]
/** `over`: what it takes the place of. Another page of this browser may have kept a newer one meanwhile, which stays. */
function keep(vote: number, note: Note, over: string | undefined): void {
  if (had(vote) !== over) return
  try {
    const others = kept().filter(([id]) => id !== vote)
    localStorage.setItem(NAME, JSON.stringify([...others, [vote, note.text]].slice(-MOST)))
  } catch {
    // Then this browser is no witness.
  }
}
/** The key by which the portal signs, as it was when this browser was first told one. */
async function known(): Promise<string> {
  const before = localStorage.getItem(KEY)
  if (before && keyOf(before)) return before
  const key = await calls.text('/record/key')
  if (keyOf(key)) localStorage.setItem(KEY, key)
  return key
}

/** Looks at the newest checkpoint of a vote; null: there is none yet, or this browser has no way to hash. Raises Lost, Problem. */
export async function look(vote: number): Promise<Seen | null> {
  // Before asking: what this browser has by then is no newer than the answer.
  const mine = had(vote)
  const text = await calls.text(`/votes/${vote}/checkpoint`)
  const note = text && 'subtle' in crypto ? read(text, vote) : null
  if (!note) return null
  const signed = await isSigned(note, await known())
  const before = mine ? read(mine, vote) : null
  if (signed === false) return { note, before, state: 'other', signed }
  if (before?.text === note.text) return { note, before, state: 'same', signed }
  if (before && !(await isGrown(vote, before, note))) return { note, before, state: 'other', signed }
  keep(vote, note, mine)
  return { note, before, state: before ? 'continues' : 'first', signed }
}
async function isGrown(vote: number, before: Note, note: Note): Promise<boolean> {
  if (note.size <= before.size) return continues(before, note, [])
  const { hashes } = await calls.consistency(vote, before.size, note.size)
  return continues(before, note, hashes)
}

/** Whether this ballot, under this receipt, is in the log that continues what was seen; null: it grew meanwhile, or it cannot be said here. */
export async function isIn(vote: number, receipt: string, { size, leaf, record, ballot, hashes }: VoteFound): Promise<boolean | null> {
  if (record !== `dienhong.secret.1\n${vote}\n${receipt}\n${ballot}\n`) return false
  const seen = await look(vote)
  if (seen?.state === 'other') return false
  const note = seen?.note
  if (note?.size !== size) return null
  return holds(note, leaf, record, hashes)
}
