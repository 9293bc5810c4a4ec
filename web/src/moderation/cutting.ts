/**
 * Passages that are to be cut out of a text, and what is left of it: whole words go, a fixed mark stands in their place, and nothing
 * is added. Places are those of the text as the browser counts them. Pure; the server checks what comes of it.
 */
export interface Passage {
  from: number
  to: number
}
/** As the server knows it. */
export const MARK = '[đã lược bỏ]'

/** The passages with one more, which grows to whole words; what touches or overlaps becomes one. As they were where nothing is chosen. */
export function marked(text: string, passages: readonly Passage[], from: number, to: number): Passage[] {
  while (from < to && isSpace(text[from]!)) from++
  while (to > from && isSpace(text[to - 1]!)) to--
  if (from === to) return [...passages]
  while (from > 0 && !isSpace(text[from - 1]!)) from--
  while (to < text.length && !isSpace(text[to]!)) to++
  const apart = ({ from: a, to: b }: Passage, { from: c, to: d }: Passage) =>
    text.slice(Math.min(b, d), Math.max(a, c)).trim() !== '' && (b <= c || d <= a)
  let one = { from, to }
  const others: Passage[] = []
  for (const each of passages)
    if (apart(each, one)) others.push(each)
    else one = { from: Math.min(each.from, one.from), to: Math.max(each.to, one.to) }
  return [...others, one].sort((a, b) => a.from - b.from)
}

/** What is left once they are gone. */
export function left(text: string, passages: readonly Passage[]): string {
  let at = 0
  let found = ''
  for (const { from, to } of passages) {
    found += text.slice(at, from) + MARK
    at = to
  }
  return found + text.slice(at)
}

/** Nothing but marks is. */
export const nothingLeft = (text: string): boolean => text.replaceAll(MARK, '').trim() === ''

const isSpace = (character: string): boolean => /\s/.test(character)
