/**
 * What an entry of the moderation room does to the queue on screen. Pure, and calm: each entry carries the whole
 * line of its case, so lines are always as new as what was heard; but the list itself changes only when its reader
 * says so. What comes waits (`fresh`), what is done elsewhere stays in its place until then.
 */
import type { Entry } from '../api/types'
import { heldBy } from './clock'
import type { Case, CaseEvent, Counts, Queue, View } from './types'

interface Line {
  case: Case
  /** The entry, or the snapshot, it was told by. */
  seq: number
  /** The newest entry by which it, or what is under it, was reported; none was heard of. */
  reported?: number
}
export interface QueueState {
  view: View
  me: number
  seq: number
  /** The moment for which lateness and leases are counted; `tick` moves it. */
  now: number
  counts: Counts
  /** Up to which entry `counts` holds: a page that was read later counts for more. */
  counted: number
  known: ReadonlyMap<number, Line>
  /** Cases on screen, in the order of their reading. */
  shown: readonly number[]
  /** Cases that belong on screen and came since. */
  fresh: readonly number[]
  more: boolean
  /** Where the next page begins, as the server says; null: none was read. */
  end: string | null
}

export function begin(view: View, queue: Queue, now: number): QueueState {
  return {
    ...{ view, now, me: queue.me, seq: queue.seq, counts: queue.counts, counted: queue.seq },
    known: new Map(queue.cases.map((each) => [each.id, { case: each, seq: queue.seq }])),
    shown: queue.cases.map((each) => each.id),
    fresh: [],
    ...{ more: queue.more, end: queue.end },
  }
}

/** The same list, as far as the next page goes. */
export function extend(state: QueueState, page: Queue): QueueState {
  const known = new Map(state.known)
  for (const each of page.cases)
    if ((known.get(each.id)?.seq ?? 0) < page.seq) known.set(each.id, { ...known.get(each.id), case: each, seq: page.seq })
  const there = new Set(state.shown)
  const added = page.cases.map((each) => each.id).filter((id) => !there.has(id))
  const newer = page.seq >= state.counted
  return {
    ...state,
    ...(newer && { counts: page.counts, counted: page.seq }),
    known,
    shown: [...state.shown, ...added],
    fresh: state.fresh.filter((id) => !added.includes(id)),
    ...{ more: page.more, end: page.end ?? state.end },
  }
}

export function reduceQueue(state: QueueState, entries: readonly Entry[]): QueueState {
  const known = new Map(state.known)
  let { counts } = state
  const touched = new Set<number>()
  for (const { seq, event } of entries) {
    if (seq <= state.seq || !isOfCase(event)) continue
    const { id } = event.case
    const before = known.get(id)
    if (seq > state.counted) counts = counted(counts, state, before?.case ?? presumed(event), event.case)
    if (seq <= (before?.seq ?? 0)) continue
    known.set(id, { case: event.case, seq, reported: event.type === 'case.reported' ? seq : before?.reported })
    touched.add(id)
  }
  const next = { ...state, known, counts, seq: entries.at(-1)?.seq ?? state.seq }
  if (next.counted < next.seq) next.counted = next.seq
  const came = [...touched].filter((id) => !next.fresh.includes(id) && belongs(next, id))
  next.fresh = [...next.fresh.filter((id) => belongs(next, id)), ...came]
  return next
}

/** Time goes by: what was in time may be late, and leases run out. */
export function tick(state: QueueState, now: number): QueueState {
  let { counts } = state
  for (const { case: line } of state.known.values())
    counts = plus(counts, minus(standing(line, state.me, now), standing(line, state.me, state.now)))
  return { ...state, now, counts }
}

/** The list as it would be read now, put in order: its reader asks for it. */
export function reveal(state: QueueState): QueueState {
  const order = ORDERS[state.view]
  const shown = [...state.shown, ...state.fresh]
    .map((id) => state.known.get(id)!.case)
    .filter((each) => fits(each, state))
    .sort(order)
    .map((each) => each.id)
  return { ...state, shown, fresh: [] }
}

/** The lines on screen. `over`: it does not belong there any more. */
export const rows = (state: QueueState): { case: Case; over: boolean }[] =>
  state.shown.map((id) => {
    const line = state.known.get(id)!.case
    return { case: line, over: !fits(line, state) }
  })

export function fits(line: Case, { view, me, now }: Pick<QueueState, 'view' | 'me' | 'now'>): boolean {
  return view === 'decided' ? line.stage === 'decided' : standing(line, me, now)[view] > 0
}

function isOfCase(event: { type: string }): event is CaseEvent {
  return event.type.startsWith('case.') || event.type.startsWith('review.')
}

const byRank = (a: Case, b: Case) => b.rank - a.rank || a.id - b.id
const byDue = (a: Case, b: Case) => Date.parse(a.due_at) - Date.parse(b.due_at) || a.id - b.id
const byDecision = (a: Case, b: Case) =>
  Date.parse(b.decided_at ?? '') - Date.parse(a.decided_at ?? '') || b.id - a.id
const ORDERS: Record<View, (a: Case, b: Case) => number> = {
  ...{ waiting: byRank, mine: byRank, proposed: byRank, review: byRank },
  overdue: byDue,
  decided: byDecision,
}

/** Whether a case belongs among those on screen and is not there. What comes after their end is on a later page. */
function belongs(state: QueueState, id: number): boolean {
  const line = state.known.get(id)!.case
  if (state.shown.includes(id) || !fits(line, state)) return false
  const last = state.more ? state.known.get(state.shown.at(-1) ?? 0) : undefined
  return !last || ORDERS[state.view](line, last.case) < 0
}

/** How a case that was not heard of before stood before this happened to it; null: it was not there. */
function presumed(event: CaseEvent): Case | null {
  const line = event.case
  if (event.type === 'case.opened') return null
  if (event.type === 'case.claimed') return { ...line, claimed_by: null, claimed_until: null }
  if (event.type === 'case.merged') return { ...line, within: null, due_at: event.due_before }
  if (event.type === 'case.split')
    return { ...line, within: line.id === event.lead ? null : event.lead, due_at: event.due_before }
  if (event.type === 'review.asked') return { ...line, stage: 'decided' }
  if (event.type === 'review.decided') return { ...line, stage: 'review' }
  if (event.type === 'case.proposed') return { ...line, stage: line.decided_at ? 'decided' : 'open' }
  if (event.type === 'case.declined') return { ...line, stage: 'proposed' }
  if (event.type === 'case.decided') return { ...line, stage: event.was }
  return line
}

/** It waits under another case, whose line says so. */
export const isUnder = (line: Case): boolean => line.stage === 'open' && line.within !== null

/** In which counts a case is, as ones and noughts. */
function standing(line: Case | null, me: number, now: number): Counts {
  const waits = line !== null && line.stage !== 'decided' && !isUnder(line)
  return {
    waiting: Number(waits && line.stage === 'open'),
    proposed: Number(line?.stage === 'proposed'),
    review: Number(line?.stage === 'review'),
    overdue: Number(waits && Date.parse(line.due_at) <= now),
    mine: Number(waits && heldBy(line, now) === me),
  }
}
const counted = (counts: Counts, { me, now }: QueueState, before: Case | null, after: Case) =>
  plus(counts, minus(standing(after, me, now), standing(before, me, now)))
const each = (act: (view: keyof Counts) => number): Counts => ({
  waiting: act('waiting'),
  proposed: act('proposed'),
  review: act('review'),
  overdue: act('overdue'),
  mine: act('mine'),
})
const plus = (a: Counts, b: Counts) => each((view) => Math.max(0, a[view] + b[view]))
const minus = (a: Counts, b: Counts) => each((view) => a[view] - b[view])
