/**
 * What two texts have in common, word by word, before one of them is sent. It is the comparison of the server
 * (`rooms/proposals/diff.py`, which says why it is made this way), step for step, so that what is shown before
 * sending is what will stand; a test holds the two against each other.
 */
const OF_LINES = 300_000
const OF_WORDS = 600_000
const LEAST_SHARED = 0.2

const LINE = /[^\n]*\n|[^\n]+/gu
// Letters, numbers and spaces as Python knows them.
const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const W = '\\p{L}\\p{N}_'
const MARK = '[\\u0300-\\u036f]*'
const WORD = new RegExp(`(?:[${W}]${MARK})+|[${SPACE}]+|[^${W}${SPACE}]${MARK}`, 'gu')
const ONE_SPACE = new RegExp(`^[${SPACE}]$`, 'u')
const SPOKEN = new RegExp(`[${W}]`, 'u')
const FIRST_SPOKEN = new RegExp(`^[${W}]`, 'u')

export interface Piece {
  kind: 'same' | 'added' | 'dropped'
  text: string
}
interface Budget {
  steps: number
}
type Stretch = [same: boolean, left: string[], right: string[]]

export function diff(older: string, newer: string): { pieces: Piece[]; coarse: boolean } {
  const words = { steps: OF_WORDS }
  let coarse = false
  const found: Piece[] = []
  const ours = parts(LINE, older)
  const theirs = parts(LINE, newer)
  for (const [same, before, after] of stretches(ours, theirs, { steps: OF_LINES }) ?? [
    [false, ours, theirs] as Stretch,
  ]) {
    if (same) {
      found.push({ kind: 'same', text: before.join('') })
      continue
    }
    const gone = parts(WORD, before.join(''))
    const come = parts(WORD, after.join(''))
    let inner = stretches(gone, come, words)
    coarse ||= inner === null
    if (inner === null || !isEdited(gone, come, inner)) inner = [[false, gone, come]]
    for (const [alike, left, right] of inner)
      if (alike) found.push({ kind: 'same', text: left.join('') })
      else
        found.push({ kind: 'dropped', text: left.join('') }, { kind: 'added', text: right.join('') })
  }
  return { pieces: readable(found), coarse }
}

export const isSpace = (character: string): boolean => ONE_SPACE.test(character)

const parts = (pattern: RegExp, text: string): string[] => text.match(pattern) ?? []

/** Both sides in stretches that are the same and that are not, in turn; null: the budget does not reach so far. */
function stretches(a: string[], b: string[], budget: Budget): Stretch[] | null {
  const least = Math.min(a.length, b.length)
  let head = 0
  while (head < least && a[head] === b[head]) head++
  let tail = 0
  while (tail < least - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const ends = [a.length - tail, b.length - tail] as const
  const between = matches(a.slice(head, ends[0]), b.slice(head, ends[1]), budget)
  if (between === null) return null
  const runs = [[0, 0, head], ...between.map(([i, j, n]) => [i + head, j + head, n]), [...ends, tail]]
  const found: Stretch[] = []
  let i = 0
  let j = 0
  for (const [at, there, length] of runs as [number, number, number][]) {
    if (at > i || there > j) found.push([false, a.slice(i, at), b.slice(j, there)])
    if (length) found.push([true, a.slice(at, at + length), b.slice(there, there + length)])
    i = at + length
    j = there + length
  }
  return found
}

/** The runs both have, as (place in a, place in b, length); null: the budget does not reach so far. */
function matches(a: string[], b: string[], budget: Budget): [number, number, number][] | null {
  if (!a.length || !b.length) return []
  const most = Math.min(a.length + b.length, Math.floor(Math.sqrt(2 * budget.steps)))
  const far = new Int32Array(2 * most + 3)
  const middle = most + 1
  const trace: Int32Array[] = []
  for (let d = 0; d <= most; d++) {
    budget.steps -= d + 1
    trace.push(far.slice(middle - d - 1, middle + d + 2))
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && far[middle + k - 1]! < far[middle + k + 1]!)
      let x = down ? far[middle + k + 1]! : far[middle + k - 1]! + 1
      while (x < a.length && x - k >= 0 && x - k < b.length && a[x] === b[x - k]) x++
      far[middle + k] = x
      if (x >= a.length && x - k >= b.length) return back(trace, a.length, b.length)
    }
  }
  return null
}

/** The runs along the path that led to the end. */
function back(trace: Int32Array[], x: number, y: number): [number, number, number][] {
  const found: [number, number, number][] = []
  for (let d = trace.length - 1; d >= 0; d--) {
    const far = trace[d]!
    const middle = d + 1
    const k = x - y
    const down = k === -d || (k !== d && far[middle + k - 1]! < far[middle + k + 1]!)
    const from = down ? k + 1 : k - 1
    const begin = d === 0 ? 0 : far[middle + from]!
    const start = down || d === 0 ? begin : begin + 1
    if (x > start) found.push([start, start - k, x - start])
    x = begin
    y = begin - from
  }
  return found.reverse()
}

/** Whether the newer stretch is an edit of the older, and not another text with some words in common by chance. */
function isEdited(gone: string[], come: string[], inner: Stretch[]): boolean {
  const least = Math.min(spoken(gone), spoken(come))
  const both = inner.reduce((sum, [same, left]) => sum + (same ? spoken(left) : 0), 0)
  return both >= LEAST_SHARED * least
}
const spoken = (words: string[]) => words.filter((word) => FIRST_SPOKEN.test(word)).length

/** The pieces with what belongs together put together: a space between two changed words is changed with them. */
function readable(found: Piece[]): Piece[] {
  const runs: Record<Piece['kind'], string>[] = []
  found.forEach(({ kind, text }, place) => {
    const inside = place > 0 && place < found.length - 1
    const joins = inside && !SPOKEN.test(text) && !text.includes('\n')
    const last = runs.at(-1)
    const isChanged = Boolean(last && (last.dropped || last.added))
    if (!last || (kind === 'same' && !joins && isChanged)) runs.push({ same: '', dropped: '', added: '' })
    const run = runs.at(-1)!
    if (kind === 'same' && joins && (run.dropped || run.added)) {
      run.dropped += text
      run.added += text
    } else run[kind] += text
  })
  return runs
    .flatMap((run) => (['same', 'dropped', 'added'] as const).map((kind) => ({ kind, text: run[kind] })))
    .filter(({ text }) => text)
}
