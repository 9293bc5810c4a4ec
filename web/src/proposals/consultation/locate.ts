/**
 * Where words that stand on the page stand in the Markdown of an article. The page shows the text without its marks, and its white
 * space otherwise, so both are compared as they read; what is sent are the words of the source, counted in code points as the server
 * counts, not in the units of JavaScript.
 */
import type { Passage, VersionText } from '../../api/types.gen'

export type Found = { passage: Passage } | { times: number }
/** Characters of a text as it reads, and where each begins in the source. */
interface Reading {
  text: string
  at: number[]
}

const MARKER = /^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-+*][ \t]+|\d+[.)][ \t]+)+/
/** In turn: what is escaped, where a link leads, marks. */
const UNSEEN = /^(?:\]\([^)\n]*\)|[*`~[\]]|__|\\(?=[!-/:-@[-`{-~]))/

export function reading(source: string): Reading {
  let text = ''
  const at: number[] = []
  for (let i = 0; i < source.length; ) {
    const rest = source.slice(i, i + 300)
    const skip =
      ((i === 0 || source[i - 1] === '\n') && MARKER.exec(rest)?.[0].length) || UNSEEN.exec(rest)?.[0].length
    if (skip) {
      i += skip
      continue
    }
    const letter = source[i]!
    if (!/\s/.test(letter)) {
      text += letter
      at.push(i)
    } else if (text && !text.endsWith(' ')) {
      text += ' '
      at.push(i)
    }
    i += 1
  }
  return { text, at }
}

/** Its source, and the code point of the version's text that it begins at. */
export function articleOf(version: VersionText, place: number): { source: string; first: number } | null {
  const index = version.articles.findIndex((each) => each.place === place)
  const article = version.articles[index]
  if (!article) return null
  const next = version.articles[index + 1]?.first
  const points = Array.from(version.text)
  return { source: points.slice(article.first, next).join(''), first: article.first }
}

/**
 * The passage that these words are. `before`: what the page shows of the article in front of them, null where that is not
 * known; then words that stand there more than once are not found: how often they do is told.
 */
export function locate(version: VersionText, place: number, words: string, before: string | null): Found {
  const article = articleOf(version, place)
  const wanted = reading(words).text.trim()
  if (!article || !wanted) return { times: 0 }
  const shown = reading(article.source)
  const found: number[] = []
  for (let i = shown.text.indexOf(wanted); i !== -1; i = shown.text.indexOf(wanted, i + 1)) found.push(i)
  if (found.length === 0 || (found.length > 1 && before === null)) return { times: found.length }
  const near = before === null ? 0 : before.replace(/\s+/g, ' ').trimStart().length
  const start = found.reduce((a, b) => (Math.abs(b - near) < Math.abs(a - near) ? b : a))
  const [from, to] = [shown.at[start]!, shown.at[start + wanted.length - 1]! + 1]
  const first = article.first + Array.from(article.source.slice(0, from)).length
  return { passage: { first, words: article.source.slice(from, to) } }
}
