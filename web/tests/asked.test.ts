import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf, askedIn, commandOf, isFiltered, type Asked } from '../src/search/asked'
import { screenAt, toSearch } from '../src/router'

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const asked: fc.Arbitrary<Asked> = fc.record({
  q: fc.string({ maxLength: 40 }),
  room: fc.nat(1000),
  author: fc.nat(50),
  kind: fc.constantFrom('', 'opinion', 'evidence'),
  since: fc.oneof(fc.constant(''), day),
  until: fc.oneof(fc.constant(''), day),
})

test('what is looked for is kept in the address', () => {
  fc.assert(
    fc.property(asked, (each) => {
      const address = addressOf(each)
      expect(screenAt(address.split('?')[0]!)).toEqual({ name: 'search' })
      const [, query = ''] = address.split('?')
      expect(askedIn(query)).toEqual({ ...each, author: each.room && each.author })
    }),
  )
})
test('an address that somebody made up asks for nothing odd', () => {
  fc.assert(fc.property(fc.string(), (search) => void commandOf(askedIn(search))))
  expect(askedIn('?room=x&author=3&kind=lie&since=2025-13-40&until=1')).toEqual({
    ...{ q: '', room: 0, author: 0, kind: '', since: '', until: '' },
  })
})
test('a day is a day in Việt Nam, and the last one counts', () => {
  const told = commandOf(askedIn('?q=+a+&since=2025-12-25&until=2025-12-25'), 20)
  expect(told.q).toBe('a')
  expect(told.after).toBe(20)
  expect(Date.parse(told.since!)).toBe(Date.parse('2025-12-24T17:00:00Z'))
  expect(Date.parse(told.until!)).toBe(Date.parse('2025-12-25T17:00:00Z'))
  expect([told.room, told.author, told.kind]).toEqual([null, null, null])
})
test('a room alone is where is looked, not a filter', () => {
  expect(isFiltered(askedIn(toSearch(5).split('?')[1]!))).toBe(false)
  expect(isFiltered(askedIn('?kind=evidence'))).toBe(true)
  expect(toSearch()).toBe('/search')
})
