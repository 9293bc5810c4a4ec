/**
 * Offsets as the server counts them: in characters (code points), where this language counts UTF-16 units. An emoji
 * is one character and two units; a letter with combining marks is as many characters as it is written with.
 */
export function length(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    count++
    if (isPair(text, i)) i++
  }
  return count
}

/** The units that these characters of a text begin at; `wanted` in ascending order. */
export function units(text: string, wanted: number[]): number[] {
  const found: number[] = []
  let unit = 0
  let character = 0
  for (const each of wanted) {
    while (character < each && unit < text.length) {
      unit += isPair(text, unit) ? 2 : 1
      character++
    }
    found.push(unit)
  }
  return found
}

const isPair = (text: string, at: number) =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00

const UNWANTED = /[\x01-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/gu
/** A text as the server will keep it. */
export const clean = (typed: string): string =>
  typed.replace(/\r\n?/g, '\n').replace(UNWANTED, '').normalize('NFC')
