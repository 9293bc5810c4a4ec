/** Sets of entry numbers as inclusive ranges: what has been read, and what to tell the server of it. */
import type { Ranges } from '../api/types'

export function has(ranges: Ranges, seq: number): boolean {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [from, to] = ranges[middle]!
    if (seq < from) high = middle - 1
    else if (seq > to) low = middle + 1
    else return true
  }
  return false
}

/** Any numbers, in any order, as the fewest ranges. */
export function rangesOf(seqs: Iterable<number>): Ranges {
  const out: Ranges = []
  for (const seq of [...new Set(seqs)].sort((a, b) => a - b)) {
    const last = out.at(-1)
    if (last && last[1] + 1 === seq) last[1] = seq
    else out.push([seq, seq])
  }
  return out
}

export function union(a: Ranges, b: Ranges): Ranges {
  const out: Ranges = []
  for (const [from, to] of [...a, ...b].sort((x, y) => x[0] - y[0])) {
    const last = out.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else out.push([from, to])
  }
  return out
}

export function minus(a: Ranges, b: Ranges): Ranges {
  let out = a.map(([from, to]): [number, number] => [from, to])
  for (const [from, to] of b)
    out = out.flatMap(([low, high]): Ranges => {
      if (to < low || from > high) return [[low, high]]
      const kept: Ranges = []
      if (low < from) kept.push([low, from - 1])
      if (high > to) kept.push([to + 1, high])
      return kept
    })
  return out
}
