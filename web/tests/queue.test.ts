import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '../src/api/types'
import { heldBy, left } from '../src/moderation/clock'
import { begin, extend, isUnder, reduceQueue, reveal, rows, tick } from '../src/moderation/queue'
import type { Case, CaseEvent, Counts, Queue, View } from '../src/moderation/types'
import { VIEWS } from '../src/moderation/views'

const NOW = Date.UTC(2026, 10, 26, 8)
const ME = 2
const HOUR_MS = 3_600_000
const at = (hours: number) => new Date(NOW + hours * HOUR_MS).toISOString()

/** The moderation room as a server would keep it, small enough to be obviously right. */
class Desk {
  cases: Case[] = []
  journal: Entry[] = []
  /** What a case would be by itself. */
  own = new Map<number, Pick<Case, 'rank' | 'due_at'>>()

  #write(event: CaseEvent) {
    const seq = this.journal.length + 1
    const entry = { type: 'entry', room: 9, seq, at: at(0), by: null, event }
    this.journal.push(JSON.parse(JSON.stringify(entry)))
  }
  #change(id: number, type: CaseEvent['type'], change: Partial<Case>, more = {}) {
    const found = this.cases.find((each) => each.id === id)!
    const was = found.stage
    Object.assign(found, change)
    this.#write({ type, case: found, act_id: 1, was, upheld: true, ...more } as CaseEvent)
  }
  #under = (lead: number) => this.cases.filter((each) => each.stage === 'open' && each.within === lead)
  /** What the line of a case says of all that wait under it. */
  #together(lead: number): Partial<Case> {
    const all = [lead, ...this.#under(lead).map((each) => each.id)].map((id) => this.own.get(id)!)
    const due_at = all.map((each) => each.due_at).sort()[0]!
    return { leads: all.length - 1, rank: Math.max(...all.map((each) => each.rank)), due_at }
  }
  #regroup(type: 'case.merged' | 'case.split', lead: Case, others: Case[]) {
    const before = lead.due_at
    for (const each of others) each.within = type === 'case.merged' ? lead.id : null
    for (const each of others)
      this.#change(each.id, type, type === 'case.merged' ? { claimed_by: null, claimed_until: null } : {}, { lead: lead.id, due_before: each.due_at })
    this.#change(lead.id, type, this.#together(lead.id), { lead: lead.id, due_before: before })
  }
  #merge(lead: Case, other: Case) {
    if (lead === other || [lead, other].some((each) => each.stage !== 'open' || each.within !== null)) return
    const under = this.#under(other.id)
    if (under.length) this.#regroup('case.split', other, under)
    this.#regroup('case.merged', lead, [other, ...under])
  }
  do({ what, on, who }: { what: number; on: number; who: number }) {
    if (what === 0 || !this.cases.length) return this.#open(on, who)
    const line = this.cases[on % this.cases.length]!
    const { id, stage } = line
    const free = { claimed_by: null, claimed_until: null }
    const decided = { ...free, stage: 'decided', acted_by: who, decided_at: at(-1 + this.journal.length / 1000) } as const
    if (what === 12) return this.#merge(line, this.cases[who % this.cases.length]!)
    if (what === 13 && line.leads) return this.#regroup('case.split', line, this.#under(id).slice(0, who))
    if (what === 1 && stage === 'open') {
      this.own.get(id)!.rank += 3
      this.#change(id, 'case.reported', { reports: line.reports + 1, ...this.#together(id) })
      if (line.within !== null) this.#change(line.within, 'case.reported', this.#together(line.within))
      return
    }
    if (line.within !== null && stage === 'open') return
    if (line.leads && [8, 11].includes(what)) return
    if (line.leads && what === 4) {
      for (const each of this.#under(id)) this.#change(each.id, 'case.decided', { ...decided, act: who % 2 ? 'hide' : 'approve' })
      line.leads = 0
    }
    if (what === 2 && stage !== 'decided' && heldBy(line, NOW) === null)
      this.#change(id, 'case.claimed', { claimed_by: who, claimed_until: at(who === 4 ? -1 : 1) })
    else if (what === 3 && line.claimed_by) this.#change(id, 'case.released', free)
    else if (what === 4 && stage === 'open') this.#change(id, 'case.decided', { ...decided, act: who % 2 ? 'hide' : 'approve' })
    else if (what === 5 && stage === 'decided' && line.act === 'hide') this.#change(id, 'case.decided', { ...decided, act: 'restore' })
    else if (what === 6 && stage === 'decided' && line.act === 'hide') this.#change(id, 'review.asked', { stage: 'review', due_at: at(who - 3) })
    else if (what === 7 && stage === 'review') this.#change(id, 'review.decided', decided)
    else if (what === 8 && (stage === 'open' || stage === 'decided')) this.#change(id, 'case.proposed', { ...free, stage: 'proposed' })
    else if (what === 9 && stage === 'proposed') this.#change(id, 'case.decided', { ...decided, act: 'ban' })
    else if (what === 10 && stage === 'proposed') this.#change(id, 'case.declined', { ...free, stage: line.decided_at ? 'decided' : 'open' })
    else if (what === 11 && stage === 'open') this.#change(id, 'case.decided', { ...decided, act: 'warn' })
    else if (what === 11 && line.act === 'warn' && stage === 'decided') this.#change(id, 'case.decided', { ...decided, act: 'lift' })
    else if (what === 14 && stage === 'decided') this.#change(id, 'case.decided', { ...decided, act: line.act === 'hide' ? 'remove' : 'warn' })
    else if (what === 4 && stage === 'proposed') this.#change(id, 'case.decided', { ...decided, stage, act: 'hide' })
  }
  #open(on: number, who: number) {
    const line: Case = {
      ...{ id: this.cases.length + 1, target: 'post', room_id: 5, thread_id: 6, post_id: 7, held_id: null, source: 'report', asked: null },
      ...{ reason: 'insult', stage: 'open', reports: 1, weight: 100, rank: on, opened_at: at(-2), due_at: at(who - 3) },
      ...{ claimed_by: null, claimed_until: null, act: null, acted_by: null, decided_at: null, within: null, leads: 0 },
    }
    this.own.set(line.id, { rank: line.rank, due_at: line.due_at })
    this.cases.push(line)
    this.#write({ type: 'case.opened', case: line })
  }
  counts(now = NOW): Counts {
    const waits = this.cases.filter((each) => each.stage !== 'decided' && !isUnder(each))
    const of = (fits: (each: Case) => boolean) => waits.filter(fits).length
    return {
      waiting: of((each) => each.stage === 'open'),
      proposed: of((each) => each.stage === 'proposed'),
      review: of((each) => each.stage === 'review'),
      overdue: of((each) => Date.parse(each.due_at) <= now),
      mine: of((each) => heldBy(each, now) === ME),
    }
  }
  page(view: View, most = 1000, after = 0): Queue {
    const waits = (each: Case) => each.stage !== 'decided' && !isUnder(each)
    const fits: Record<View, (each: Case) => boolean> = {
      waiting: (each) => each.stage === 'open' && each.within === null,
      proposed: (each) => each.stage === 'proposed',
      review: (each) => each.stage === 'review',
      overdue: (each) => waits(each) && Date.parse(each.due_at) <= NOW,
      mine: (each) => waits(each) && heldBy(each, NOW) === ME,
      decided: (each) => each.stage === 'decided',
    }
    const order: Partial<Record<View, (a: Case, b: Case) => number>> = {
      overdue: (a, b) => Date.parse(a.due_at) - Date.parse(b.due_at) || a.id - b.id,
      decided: (a, b) => Date.parse(b.decided_at!) - Date.parse(a.decided_at!) || b.id - a.id,
    }
    const all = this.cases.filter(fits[view]).sort(order[view] ?? ((a, b) => b.rank - a.rank || a.id - b.id))
    const from = all.findIndex((each) => each.id === after) + 1
    const cases = JSON.parse(JSON.stringify(all.slice(from, from + most)))
    return {
      ...{ room_id: 9, epoch: 1, seq: this.journal.length, me: ME, moderators: [] },
      ...{ counts: this.counts(), cases, more: all.length > from + most, end: null },
    }
  }
}
const acts = fc.array(fc.record({ what: fc.nat(14), on: fc.nat(12), who: fc.integer({ min: 1, max: 5 }) }), { maxLength: 60 })
const view = fc.constantFrom(...VIEWS)
const ids = (list: { case: Case }[]) => list.map((each) => each.case.id)

function played(list: { what: number; on: number; who: number }[], desk = new Desk()) {
  for (const each of list) desk.do(each)
  return desk
}

test('a snapshot and the entries after it give a fresh snapshot, once its reader lets the new ones in', () => {
  fc.assert(
    fc.property(acts, acts, view, fc.nat(5), (before, after, shown, step) => {
      const desk = played(before)
      let state = begin(shown, desk.page(shown), NOW)
      const from = state.seq
      const order = [...state.shown]
      played(after, desk)
      const news = desk.journal.slice(from)
      for (let i = 0; i < news.length; i += step + 1) {
        state = reduceQueue(state, news.slice(i, i + step + 1))
        expect(state.shown).toEqual(order)
      }
      // Which I held before I came is known where those are what I look at.
      const truth = desk.counts()
      expect({ ...state.counts, ...(shown !== 'mine' && { mine: truth.mine }) }).toEqual(truth)
      const fresh = desk.page(shown)
      expect(ids(rows(reveal(state)))).toEqual(fresh.cases.map((each) => each.id))
      expect(rows(reveal(state)).map((each) => each.case)).toEqual(fresh.cases)
      // What is on screen says truly whether it still belongs there.
      const there = new Set(fresh.cases.map((each) => each.id))
      for (const row of rows(state)) expect(row.over).toBe(!there.has(row.case.id))
      expect(state.fresh.length).toBe(fresh.cases.filter((each) => !order.includes(each.id)).length)
    }),
  )
})
test('counts are right also where only a page of the cases is known', () => {
  fc.assert(
    fc.property(acts, acts, view, (before, after, shown) => {
      const desk = played(before)
      const state = begin(shown, desk.page(shown, 2), NOW)
      played(after, desk)
      const { mine: _, ...counts } = reduceQueue(state, desk.journal.slice(state.seq)).counts
      const { mine: __, ...truth } = desk.counts()
      expect(counts).toEqual(truth)
    }),
  )
})
test('the next page goes on where the list ends, whatever came meanwhile', () => {
  fc.assert(
    fc.property(acts, acts, acts, view, (before, between, after, shown) => {
      const many = [9, 8, 7, 6, 5, 4].map((on) => ({ what: 0, on, who: 1 }))
      const desk = played([...before, ...many])
      let state = begin(shown, desk.page(shown, 3), NOW)
      const { seq: from, shown: first } = state
      played(between, desk)
      if (state.more) state = extend(state, desk.page(shown, 1000, first.at(-1)))
      expect(state.shown.slice(0, first.length)).toEqual(first)
      expect(new Set(state.shown).size).toBe(state.shown.length)
      played(after, desk)
      const { mine: _, ...counts } = reduceQueue(state, desk.journal.slice(from)).counts
      const { mine: __, ...truth } = desk.counts()
      expect(counts).toEqual(truth)
    }),
  )
})
test('an entry that is told twice counts once', () => {
  fc.assert(
    fc.property(acts, acts, view, (before, after, shown) => {
      const desk = played(before)
      const state = begin(shown, desk.page(shown), NOW)
      played(after, desk)
      const once = reduceQueue(state, desk.journal.slice(state.seq))
      expect(reduceQueue(once, desk.journal)).toEqual(once)
    }),
  )
})
test('what time does to the counts is what a fresh snapshot would say', () => {
  fc.assert(
    fc.property(acts, fc.nat(8), (list, hours) => {
      const desk = played(list)
      // Every case is known: the three views together hold all that waits.
      let state = extend(begin('waiting', desk.page('waiting'), NOW), desk.page('review'))
      state = extend(state, desk.page('proposed'))
      state = tick(state, NOW + hours * HOUR_MS)
      expect(state.counts).toEqual(desk.counts(NOW + hours * HOUR_MS))
    }),
  )
})
test('what belongs on a later page does not wait as new', () => {
  const desk = played([4, 9, 7, 2].map((on) => ({ what: 0, on, who: 5 })))
  const state = begin('waiting', desk.page('waiting', 2), NOW)
  expect(ids(rows(state))).toEqual([2, 3])
  played([{ what: 0, on: 1, who: 5 }, { what: 0, on: 8, who: 5 }], desk)
  const next = reduceQueue(state, desk.journal.slice(state.seq))
  expect(next.fresh).toEqual([6])
  expect(ids(rows(reveal(next)))).toEqual([2, 6, 3])
  expect(next.counts.waiting).toBe(6)
})
test('a clock says the one unit that matters', () => {
  const say = (hours: number) => left(at(hours), NOW)
  expect(say(3.9)).toEqual({ over: false, n: 3, unit: 'hour' })
  expect(say(47)).toEqual({ over: false, n: 47, unit: 'hour' })
  expect(say(50)).toEqual({ over: false, n: 2, unit: 'day' })
  expect(say(0.2)).toEqual({ over: false, n: 12, unit: 'minute' })
  expect(say(-5.5)).toEqual({ over: true, n: 5, unit: 'hour' })
  expect(say(0)).toEqual({ over: true, n: 0, unit: 'minute' })
})
test('who has a case open hears of one more report of it or of what is under it, also where its line says nothing new', () => {
  const desk = played([{ what: 0, on: 1, who: 1 }])
  const { id } = desk.cases[0]!
  const state = begin('waiting', desk.page('waiting'), NOW)
  expect(state.known.get(id)?.reported).toBeUndefined()
  const [opened] = desk.journal
  const again = (type: string, seq: number) => ({ ...opened!, seq, event: { ...opened!.event, type } }) as Entry
  const heard = reduceQueue(state, [again('case.reported', 2), again('case.claimed', 3)])
  expect(heard.known.get(id)).toMatchObject({ seq: 3, reported: 2 })
})
