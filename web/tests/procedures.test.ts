import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BY, LONGEST_D, MAJORITIES, mistake, newDraft, read, SHOWN, STAGES, written } from '../src/administration/procedures/draft'
import type { Procedure } from '../src/api/types.gen'

const steps = fc
  .tuple(
    fc.subarray(STAGES.slice(1)),
    fc.array(fc.record({ days: fc.integer({ min: 0, max: LONGEST_D }), by: fc.constantFrom(...BY) }), { minLength: 6, maxLength: 6 }),
  )
  .map(([later, each]) => (['discussion', ...later] as const).map((stage, n) => ({ stage, ...each[n]! })))
const procedure: fc.Arbitrary<Procedure> = fc.record({
  id: fc.integer({ min: 1 }),
  title: fc.string({ minLength: 1 }),
  steps,
  ballot: fc.record({
    quorum: fc.integer({ min: 0, max: 100 }),
    majority: fc.constantFrom(...MAJORITIES),
    secret: fc.boolean(),
    shown: fc.constantFrom(...SHOWN),
  }),
})

it('sets one in the place of another as that was, where nothing is changed', () => {
  fc.assert(
    fc.property(procedure, (given) => {
      const draft = read(given)
      expect(mistake(draft)).toBeNull()
      const { ballot, ...sent } = written(draft)
      expect(sent).toEqual({ title: given.title, steps: given.steps, replaces: given.id })
      if (given.steps.some(({ stage }) => stage === 'vote')) expect(ballot).toMatchObject(given.ballot)
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
