import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ruleOf } from '../src/proposals/voting/rule/rule'
import type { Vote } from '../src/api/types.gen'
import { equals, needsReason } from '../src/proposals/voting/marks'
import { empty, fewest, isBlank, LONGEST, mistake, most, moved, pasted, sent, STATUS_QUO, total } from '../src/proposals/voting/options/options'
import { counted, duels, rounds } from '../src/proposals/voting/rows'
import { words } from '../src/proposals/voting/words'

const ranked = ruleOf({ method: 'schulze' })
const budget = ruleOf({ method: 'greedy', budget: 5000 })
const rows = (...titles: string[]) => titles.map((title) => empty(title))

it('keeps every option while they are moved, and moves nothing off the ends', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 9 }), fc.integer({ min: -2, max: 10 }), fc.integer({ min: -2, max: 10 }), (titles, from, to) => {
      const given = rows(...titles)
      const order = moved(given, from, to)
      expect(order.map(({ key }) => key).sort()).toEqual(given.map(({ key }) => key).sort())
      if (given[from] && given[to]) expect(order[to]).toBe(given[from])
      else expect(order).toBe(given)
    }),
  )
})

it('makes an option of each line that is pasted, with its cost where there is a budget', () => {
  expect(pasted(rows('Một'), 0, 'chỉ một dòng; 5', true)).toBeNull()
  const given = [empty('Đường'), empty(), empty('Cầu')]
  const made = pasted(given, 1, 'Trường; 1.200\r\nTrạm y tế\t800\n\nChợ; cũ\n', true)!
  expect(made.map(({ title, cost }) => [title, cost])).toEqual([['Đường', ''], ['Trường', '1.200'], ['Trạm y tế', '800'], ['Chợ; cũ', ''], ['Cầu', '']])
  expect(total(made)).toBe(2000)
  expect(pasted(rows(''), 0, 'Ở lại; 5\nĐi', false)!.map(({ title }) => title)).toEqual(['Ở lại; 5', 'Đi'])
})

it('names the option that is wrong, as the server would', () => {
  const of = (given: ReturnType<typeof rows>, rule = ranked) => {
    const wrong = mistake(given, rule)
    return wrong && [given.findIndex(({ key }) => key === wrong.key), wrong.at, wrong.of, wrong.n]
  }
  expect(of(rows('Một', '', 'Hai'))).toBeNull()
  expect(of(rows('Một', '  '))).toEqual([1, 'title', 'few', 2])
  expect(of(rows('Một', 'hai', ' Hai '))).toEqual([2, 'title', 'twice', 0])
  expect(of(rows('Một', 'ặ'.repeat(LONGEST)))).toBeNull()
  expect(of(rows('Một', 'ă'.repeat(LONGEST + 1)))).toEqual([1, 'title', 'long', 0])
  expect(of(rows('Một', STATUS_QUO), ruleOf({ method: 'schulze', status_quo: true }))).toEqual([1, 'title', 'twice', 0])
  expect(of(rows('Một', ''), ruleOf({ method: 'approval', status_quo: true }))).toBeNull()
  expect(of(rows('Lan', 'Bình', 'Hoa'), ruleOf({ method: 'transferable', seats: 3 }))).toEqual([2, 'title', 'few', 4])
  expect(of(rows(...Array.from({ length: 101 }, (_, n) => `Số ${n}`)))).toEqual([100, 'title', 'many', 100])
  expect(of([empty('Cầu', '5.001'), empty('Chợ', '1')], budget)).toEqual([0, 'cost', 'cost', 5000])
  expect(of([empty('Cầu', '5.000'), empty('Chợ')], budget)).toEqual([1, 'cost', 'cost', 5000])
  for (const typed of ['1,5 triệu', '2.5 tỷ', '-300', '1e3', '0']) expect(of([empty('Cầu', typed), empty('Chợ', '1')], budget), typed).toEqual([0, 'cost', 'cost', 5000])
  expect(of([empty('Cầu', '5'), empty('', '5')], budget)).toEqual([1, 'title', 'untitled', 0])
})

it('sends what was written in its order, a cost only where there is a budget', () => {
  const given = [empty(' Cầu ', '1.000'), empty(), empty('Chợ', '20')]
  expect(sent(given, budget)).toEqual([{ title: 'Cầu', cost: 1000 }, { title: 'Chợ', cost: 20 }])
  expect(sent(given, ranked).map(({ cost }) => cost)).toEqual([0, 0])
  expect(isBlank(empty(' ', ''))).toBe(true)
  expect([fewest(ranked), most(ranked), most(ruleOf({ status_quo: true }))]).toEqual([2, 100, 99])
})

const vote = (rule: Vote['rule'], result: Partial<NonNullable<Vote['result']>> | null = null): Vote =>
  ({ rule, options: rows('Một', 'Hai', 'Ba'), result: result && { outcome: 'elected', cast: 3, winners: [], rounds: [], ...result } }) as unknown as Vote

it('finds equal ranks where the method knows none, and which ballots need a reason', () => {
  const marks = { choice: '', on: { 1: '2', 2: '1', 3: '2' } }
  expect(equals(vote({ method: 'runoff' }), marks)).toEqual([1, 3])
  expect(equals(vote({ method: 'schulze' }), marks)).toEqual([])
  expect(equals(vote({ method: 'transferable' }), { choice: '', on: { 1: '', 2: '', 3: '1' } })).toEqual([])
  expect(needsReason({ method: 'consent' }, 'object')).toBe(true)
  expect(needsReason({ reasons: 'against' }, 'against')).toBe(true)
  expect(needsReason({ reasons: 'against' }, 'for')).toBe(false)
  expect(needsReason({ method: 'approval', reasons: 'all' }, [])).toBe(true)
  expect(needsReason({ reasons: 'none' }, 'against')).toBe(false)
})

it('tells a result as numbers of options, of rounds or of pairs', () => {
  const said = (of: Vote) => counted(of, words.vi, String)
  const scores = { step: 'scores' as const, facts: {}, tally: ['7', '4', '0'] }
  expect(said(vote({ method: 'score' }, { winners: [1], rounds: [scores] }))).toEqual([['Một', '7', true], ['Hai', '4', false], ['Ba', '0', false]])
  const stages = vote({ method: 'runoff' }, { winners: [2], rounds: [{ step: 'votes', facts: {}, tally: ['2', '2', '1'] }, { step: 'excluded', facts: {} }, { step: 'votes', facts: {}, tally: ['2', '3', ''] }] })
  expect([said(stages), rounds(stages)]).toEqual([[], [['2', '2', '1'], ['2', '3', '']]])
  const pairs = [[0, 1, 2], [2, 0, 3], [1, 0, 0]]
  expect(duels(vote({ method: 'schulze' }, { winners: [2], pairs }))).toEqual({ winner: 'Hai', rows: [['Một', 2, 1], ['Ba', 3, 0]] })
  expect(duels(vote({ method: 'schulze' }, { pairs }))).toBeNull()
})
