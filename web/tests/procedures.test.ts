import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BY, figure, LONGEST_D, mistake, newDraft, read, STAGES, written } from '../src/administration/procedures/draft'
import { fitting, has, MAJORITIES, METHODS, REASONS, ruleOf, SHOWN, type Rule } from '../src/proposals/voting/rule/rule'
import { sentences, words } from '../src/proposals/voting/rule/words'
import type { Procedure } from '../src/api/types.gen'

const steps = fc
  .tuple(
    fc.subarray(STAGES.slice(1)),
    fc.array(fc.record({ days: fc.integer({ min: 0, max: LONGEST_D }), by: fc.constantFrom(...BY) }), { minLength: 6, maxLength: 6 }),
  )
  .map(([later, each]) => (['discussion', ...later] as const).map((stage, n) => ({ stage, ...each[n]! })))
const any: fc.Arbitrary<Rule> = fc.record({
  quorum: fc.integer({ min: 0, max: 100 }),
  majority: fc.constantFrom(...MAJORITIES),
  secret: fc.boolean(),
  shown: fc.constantFrom(...SHOWN),
  method: fc.constantFrom(...METHODS),
  of: fc.constantFrom('cast', 'roll'),
  strict: fc.constantFrom(null, true, false),
  status_quo: fc.boolean(),
  reasons: fc.constantFrom(...REASONS),
  binding: fc.constant(true),
  highest: fc.integer({ min: 1, max: 100 }),
  seats: fc.integer({ min: 1, max: 50 }),
  budget: fc.integer({ min: 1, max: 10 ** 15 }),
})
const procedure: fc.Arbitrary<Procedure> = fc.record({
  id: fc.integer({ min: 1 }),
  title: fc.string({ minLength: 1 }),
  steps,
  ballot: any.map(fitting),
})

it('sets one in the place of another as that was, where nothing is changed', () => {
  fc.assert(
    fc.property(procedure, (given) => {
      const draft = read(given)
      expect(mistake(draft)).toBeNull()
      const { ballot, ...sent } = written(draft)
      expect(sent).toEqual({ title: given.title, steps: given.steps, replaces: given.id })
      if (given.steps.some(({ stage }) => stage === 'vote')) expect(ballot).toEqual(given.ballot)
    }),
  )
})

it('names the field that holds no number, and leaves those alone that are not sent', () => {
  for (const typed of ['', '-1', '1.5', '367', 'bảy', '1e2']) {
    const draft = newDraft()
    draft.steps[2]!.days = typed
    expect(mistake(draft), typed).toEqual({ at: 'steps.frozen.days', of: 'days' })
    draft.steps[2]!.on = false
    expect(mistake(draft), typed).toBeNull()
    draft.quorum = typed === '367' ? '101' : typed
    expect(mistake(draft), typed).toEqual({ at: 'quorum', of: 'quorum' })
    draft.steps[3]!.on = false
    expect(mistake(draft), typed).toBeNull()
  }
})

it('sends nothing that the method does not know, and says each part that it does', () => {
  fc.assert(
    fc.property(any, (rule) => {
      const kept = fitting(rule)
      expect(fitting(kept)).toEqual(kept)
      expect(kept.secret && kept.reasons !== 'none').toBe(false)
      expect(kept.method === 'consent' && kept.secret).toBe(false)
      expect(kept.status_quo && (kept.method === 'majority' || kept.method === 'greedy')).toBe(false)
      expect(kept.budget > 0).toBe(has(kept, 'budget'))
      const said = sentences(kept, words.vi, String).join(' ')
      expect(said.includes(String(kept.budget)) || !has(kept, 'budget')).toBe(true)
      expect(said).not.toMatch(/undefined|  /)
    }),
  )
  const { quorum, ...others } = ruleOf({ quorum: 20 })
  expect([quorum, others.method]).toEqual([20, 'majority'])
})

it('reads figures in groups, and nothing that is none', () => {
  for (const [typed, n] of [['5', 5], ['1.000.000', 1e6], ['1 000', 1000], ['', null], ['1.5', null], ['1.0000', null], ['-3', null], ['1e3', null]] as const)
    expect(figure(typed), typed).toBe(n)
})
