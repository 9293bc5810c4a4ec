/**
 * An amendment as the server has it: disjoint changes of a text. Pure. Two changes conflict where their closed
 * intervals touch, unless they are the same one; nothing is ever merged inside a stretch that both touch.
 */
import { length, units } from './characters'
import { diff, isSpace } from '../../diff/diff'

/** Characters of the text, before and after what is shown of it. */
const AROUND = 80

export interface Change {
  /** The character of the older text that it begins at. */
  first: number
  /** What stands there, and what comes in its place. */
  dropped: string
  added: string
}
export interface Region {
  first: number
  base: string
  now: string
  ours: string
  /** What stands around it; not in what older pages kept. */
  before?: string
  after?: string
}
export interface Rebased {
  changes: Change[]
  conflicts: Region[]
}

export function changes(older: string, newer: string): Change[] {
  const found: Change[] = []
  let at = 0
  let dropped = ''
  let added = ''
  const pieces = diff(older, newer).pieces
  for (const piece of [...pieces, { kind: 'same', text: '' } as const])
    if (piece.kind === 'dropped') dropped += piece.text
    else if (piece.kind === 'added') added += piece.text
    else {
      if (dropped !== added) found.push(bare(at, dropped, added))
      at += length(dropped) + length(piece.text)
      dropped = added = ''
    }
  return found
}

/** Without the space that both sides begin or end with. */
function bare(first: number, dropped: string, added: string): Change {
  let ahead = 0
  const least = Math.min(dropped.length, added.length)
  while (ahead < least && dropped[ahead] === added[ahead] && isSpace(dropped[ahead]!)) ahead++
  let behind = 0
  while (
    behind < least - ahead &&
    dropped.at(-1 - behind) === added.at(-1 - behind) &&
    isSpace(dropped.at(-1 - behind)!)
  )
    behind++
  const cut = (text: string) => text.slice(ahead, text.length - behind)
  return { first: first + ahead, dropped: cut(dropped), added: cut(added) }
}

/** The text once these changes of it are made; they stand in order. */
export function apply(text: string, made: Change[]): string {
  const starts = units(text, made.map(({ first }) => first))
  let done = ''
  let from = 0
  made.forEach(({ dropped, added }, n) => {
    done += text.slice(from, starts[n]) + added
    from = starts[n]! + dropped.length
  })
  return done + text.slice(from)
}

const beyond = ({ first, dropped }: Change) => first + length(dropped)
const isTouched = (one: Change, other: Change) => one.first <= beyond(other) && other.first <= beyond(one)
const isSame = (one: Change, other: Change) =>
  one.first === other.first && one.dropped === other.dropped && one.added === other.added

/** Those of `ours` that touch one of `theirs` which is not the same. */
export const touching = (ours: Change[], theirs: Change[]): Change[] =>
  ours.filter((one) => theirs.some((other) => isTouched(one, other) && !isSame(one, other)))

/** Changes of `base` as changes of the text it has become by `moved`; what stands there already is left out. */
export function rebase(base: string, ours: Change[], moved: Change[]): Rebased {
  const clash = new Set(touching(ours, moved))
  const made = ours
    .filter((each) => !clash.has(each) && !moved.some((other) => isSame(each, other)))
    .map((each) => ({ ...each, first: each.first + shift(moved, each.first) }))
  return { changes: made, conflicts: regions(base, ours, moved) }
}

/** By how much these changes move what stands at a character after them. */
const shift = (moved: Change[], at: number) =>
  moved.reduce((sum, each) => sum + (beyond(each) < at ? length(each.added) - length(each.dropped) : 0), 0)

/** The stretches where two lists do not fit together, in order; none: they do. */
export function regions(base: string, ours: Change[], theirs: Change[]): Region[] {
  const left = touching(ours, theirs)
  const right = touching(theirs, ours)
  const found: { from: number; to: number }[] = []
  for (const each of [...left, ...right].sort((a, b) => a.first - b.first || beyond(a) - beyond(b))) {
    const last = found.at(-1)
    if (last && each.first <= last.to) last.to = Math.max(last.to, beyond(each))
    else found.push({ from: each.first, to: beyond(each) })
  }
  return found.map(({ from, to }) => {
    const [ahead, begin, finish, behind] = units(base, [Math.max(0, from - AROUND), from, to, to + AROUND]) as [number, number, number, number]
    const text = base.slice(begin, finish)
    const within = (made: Change[]) =>
      apply(
        text,
        made
          .filter((each) => each.first >= from && beyond(each) <= to)
          .map((each) => ({ ...each, first: each.first - from })),
      )
    const beside = { before: base.slice(ahead, begin), after: base.slice(finish, behind) }
    return { first: from, base: text, now: within(right), ours: within(left), ...beside }
  })
}

/** Changes with what stands around them in the text, as the server tells them. */
export interface Seen extends Change {
  place: number
  before: string
  after: string
}
export function seen(text: string, made: Change[]): Seen[] {
  const wanted = made.flatMap((each) => [
    Math.max(0, each.first - AROUND),
    each.first,
    beyond(each),
    beyond(each) + AROUND,
  ])
  const order = [...new Set(wanted)].sort((a, b) => a - b)
  const at = new Map(units(text, order).map((unit, n) => [order[n]!, unit]))
  return made.map((each, n) => {
    const [before, first, last, after] = wanted.slice(4 * n, 4 * n + 4).map((each) => at.get(each)!)
    return { ...each, place: n + 1, before: text.slice(before, first), after: text.slice(last, after) }
  })
}

/**
 * What stands before and after a change, as far as it helps to find the place: the rest of its line, the line before, and no word
 * that is cut in two.
 */
export function around(change: Pick<Seen, 'first' | 'before' | 'after'>): [before: string, after: string] {
  const lines = change.before.split('\n')
  const own = lines.pop()!
  const above = lines.findLastIndex((each) => each.trim())
  const before = above < 0 ? own : `${lines[above]}\n${own}`
  const begins = above < 0 ? lines.length : above
  const isWhole = begins > 0 || length(change.before) >= change.first
  const [rest, ...further] = change.after.split('\n') as [string, ...string[]]
  const isOver = further.length > 0 || length(change.after) < AROUND
  return [
    isWhole ? before : `…${before.replace(/^\S*\s/u, '')}`,
    isOver ? rest : `${rest.replace(/\s\S*$/u, '')}…`,
  ]
}
