/** The single letters of the queue: what each does. Their words are in the table of the keys. */
import type { Keys } from '../ui/keys-words'
import type { Reason } from './reasons'
import { breaks, LIST } from './said'
import type { OfWords } from './types'

export const keysOfList = (
  step: (by: 1 | -1) => void,
  reveal: () => void,
  back: () => void,
  choose: () => void,
  merge: () => void,
): Keys<'queue'> => ({
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
): Keys<'acts'> {
  const keys: Keys<'acts'> = {}
  for (const doing of may) keys[KEY[doing]] = () => act(doing)
  if (may.some(breaks)) LIST.forEach((reason, n) => (keys[`${n + 1}` as '1'] = () => choose(reason)))
  return keys
}
export const keysOfRuling = (rule: (upheld: boolean) => void): Keys<'ruling'> => ({
  u: () => rule(true),
  o: () => rule(false),
})
/** None for what is done about a person: that is too grave for one key. */
export const KEY: Record<OfWords, keyof Keys<'acts'>> = { approve: 'd', hide: 'f', remove: 'x', edit: 'c', restore: 'z' }
