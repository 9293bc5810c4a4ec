/** Rows do not move under the pointer or the focus: what was read anew is shown in the order that stood, and how many would move is told. */
import type { RoomLine } from '../api/types'

type Lines = readonly RoomLine[]
const idOf = (line: RoomLine) => line.room.id

/**
 * `shown`: as it stands; `found`: the first page, in the server's order; `whole`: it is the whole list.
 * What is new comes last, what is gone goes; pages after the first stay as they were, but for the rooms in `gone`.
 */
export function inPlace(shown: Lines, found: Lines, whole: boolean, gone = new Set<number>()): RoomLine[] {
  const fresh = new Map(found.map((line) => [idOf(line), line]))
  const later = (line: RoomLine, at: number) => (!whole && at >= found.length && !gone.has(idOf(line)) ? line : undefined)
  const stayed = shown.flatMap((line, at) => fresh.get(idOf(line)) ?? later(line, at) ?? [])
  const known = new Set(shown.map(idOf))
  return [...stayed, ...found.filter((line) => !known.has(idOf(line)))]
}

/** How few lines must move for the one order to become the other. */
export function moves(now: Lines, sorted: Lines): number {
  const at = new Map(sorted.map((line, n) => [idOf(line), n]))
  // The longest run of lines that stand in the right order already: its smallest ends, by length.
  const ends: number[] = []
  let counted = 0
  for (const line of now) {
    const place = at.get(idOf(line))
    if (place === undefined) continue
    counted++
    const longer = ends.findIndex((end) => end > place)
    ends[longer < 0 ? ends.length : longer] = place
  }
  return counted - ends.length
}

/** In the server's order; what is not on its first page after that. */
export function inOrder(now: Lines, order: readonly number[]): RoomLine[] {
  const at = new Map(order.map((id, n) => [id, n]))
  const place = (line: RoomLine) => at.get(idOf(line)) ?? order.length
  return now.toSorted((a, b) => place(a) - place(b))
}
