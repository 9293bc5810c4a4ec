/** The single letters of the queue: what each does, and the rows of the list that `?` shows. */
import type { Reason } from './reasons'
import { breaks, LIST } from './said'
import type { OfWords } from './types'
import type { words } from './words'

type Keys = Record<string, () => void>

export const keysOfList = (
  step: (by: 1 | -1) => void,
  reveal: () => void,
  back: () => void,
  choose: () => void,
  merge: () => void,
): Keys => ({
  j: () => step(1),
  k: () => step(-1),
  n: reveal,
  s: choose,
  m: merge,
  Escape: back,
})
/** Only what can be done now has a key. */
export function keysOfActs(
  may: readonly OfWords[],
  act: (doing: OfWords) => void,
  choose: (reason: Reason) => void,
): Keys {
  const keys: Keys = {}
  for (const doing of may) keys[KEY[doing]] = () => act(doing)
  if (may.some(breaks)) LIST.forEach((reason, n) => (keys[String(n + 1)] = () => choose(reason)))
  return keys
}
export const keysOfRuling = (rule: (upheld: boolean) => void): Keys => ({
  u: () => rule(true),
  o: () => rule(false),
})
/** None for what is done about a person: that is too grave for one key. */
export const KEY: Record<OfWords, string> = { approve: 'd', hide: 'f', remove: 'x', edit: 'c', restore: 'z' }

type Rows = [string[], string][]
const ofWords = (w: typeof words.vi.keys): Rows => [
  [['d'], w.d],
  [['f'], w.f],
  [['x'], w.x],
  [['c'], w.c],
  [['z'], w.z],
  [['1', '8'], w.digits],
]
const ofRequest = (w: typeof words.vi.keys): Rows => [
  [['d'], w.done],
  [['x'], w.refuse],
  [['1', '6'], w.grounds],
]
/** `request`: what is open is what somebody asks about their own data, which other letters answer. */
export const shownKeys = ({ keys: w }: typeof words.vi, request = false): Rows => [
  [['j', 'k'], w.jk],
  [['Enter'], w.enter],
  ...(request ? ofRequest(w) : ofWords(w)),
  [['u'], w.u],
  [['o'], w.o],
  [['n'], w.n],
  [['s'], w.s],
  [['m'], w.m],
  [['Esc'], w.esc],
]
