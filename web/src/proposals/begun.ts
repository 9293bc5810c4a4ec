/**
 * What a proposal begins with that is made of a post: its own words, quoted where they are somebody else's. Names and quotations of
 * others stay out: what is put before a room stays there, also after a name is taken away.
 */
const QUOTED = /^\s{0,3}>/
const NAMED = /\[@[^\]]*\]\(#m\d+\)/g
const LINKED = /\[([^\]]*)\]\(#p\d+\)/g

export function beginsWith(body: string, own: boolean): string {
  const lines = body.split('\n').filter((line) => !QUOTED.test(line))
  const bare = lines.join('\n').replace(NAMED, '…').replace(LINKED, '$1').replace(/\n{3,}/g, '\n\n').trim()
  if (!bare) return ''
  return own ? `${bare}\n` : `${bare.replace(/^/gm, '> ').replace(/^> $/gm, '>')}\n`
}
