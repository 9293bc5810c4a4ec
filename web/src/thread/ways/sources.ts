/**
 * What a thread leans on: its posts of evidence, the posts that others quote, addresses and numbers of documents; who brought
 * each first and who cites it. Read off the words that are on the page. No attribute in stored HTML holds `<`, `>` or `"`.
 */
import { isGone } from '../reduce-post'
import type { Row } from '../row.svelte'

export type Sort = 'evidence' | 'quoted' | 'document' | 'link'
export interface Source {
  sort: Sort
  /** The post itself; null: something outside of the thread. */
  post: Row | null
  /** Where it leads, and what it is called there; for a post empty. */
  href: string
  called: string
  /** The post that brought it first. */
  by: Row
  /** Later posts that name it, in order. */
  cites: Row[]
}
export type Order = 'sort' | 'by' | 'cites'

const LINK = /<a [^>]*?href="([^"]+)"[^>]*>(.*?)<\/a>/gs
const DOCUMENT = '/search?q='

export function sourcesOf(rows: Iterable<Row>): Source[] {
  const standing = [...rows].filter((row) => !row.sending && !isGone(row.post)).sort((a, b) => a.post.seq - b.post.seq)
  const byId = new Map(standing.map((row) => [row.id, row]))
  const found = new Map<string, Source>()
  for (const row of standing)
    if (row.post.kind === 'evidence') found.set(`#p${row.id}`, { sort: 'evidence', post: row, href: '', called: '', by: row, cites: [] })
  for (const row of standing)
    for (const [, address, words] of (row.post.html ?? '').matchAll(LINK)) {
      const href = plain(address!)
      const quoted = href.startsWith('#p') ? byId.get(Number(href.slice(2))) : null
      const sort = quoted ? 'quoted' : href.startsWith(DOCUMENT) ? 'document' : /^https?:/i.test(href) ? 'link' : null
      if (!sort || quoted === row) continue
      const known = found.get(href)
      if (!known) found.set(href, { sort, post: quoted ?? null, href: quoted ? '' : href, called: quoted ? '' : plain(words!), by: quoted ?? row, cites: quoted ? [row] : [] })
      else if (known.by !== row && !known.cites.includes(row)) known.cites.push(row)
    }
  return [...found.values()].sort((a, b) => a.by.post.seq - b.by.post.seq)
}

const SORTS: Sort[] = ['evidence', 'document', 'link', 'quoted']
/** In one order or its reverse; what is equal stays in the order in which it was brought. */
export function ordered(sources: Source[], by: Order | null, reverse: boolean, nameOf: (row: Row) => string, alike: Intl.Collator): Source[] {
  const compare: Record<Order, (a: Source, b: Source) => number> = {
    sort: (a, b) => SORTS.indexOf(a.sort) - SORTS.indexOf(b.sort),
    by: (a, b) => alike.compare(nameOf(a.by), nameOf(b.by)),
    cites: (a, b) => b.cites.length - a.cites.length,
  }
  if (!by) return sources
  return sources.toSorted((a, b) => compare[by](a, b) * (reverse ? -1 : 1))
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'", '#x27': "'" }
/** The words of a piece of stored HTML, in one line. */
export const plain = (html: string): string =>
  html
    .replace(/<blockquote>.*?<\/blockquote>/gs, '')
    .replace(/<\/?(a|b|strong|em|code|del|span)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|amp|#39|#x27);/g, (_, name: string) => ENTITIES[name]!)
    .replace(/\s+/g, ' ')
    .trim()
