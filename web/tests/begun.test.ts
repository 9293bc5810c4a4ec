import { expect, test } from 'vitest'
import { beginsWith } from '../src/proposals/begun'

test('one’s own words are the text, those of somebody else are quoted', () => {
  expect(beginsWith('Mở **dữ liệu**.\n\nVì dân cần.', true)).toBe('Mở **dữ liệu**.\n\nVì dân cần.\n')
  expect(beginsWith('Mở dữ liệu.\n\nVì dân cần.', false)).toBe('> Mở dữ liệu.\n>\n> Vì dân cần.\n')
})

test('names and what others said stay out', () => {
  const body = '> [Lê Thị Hoa](#p12): Không nên.\n\nThưa [@Trần Văn Bình](#m3), [xem](#p9) nên mở.'
  expect(beginsWith(body, true)).toBe('Thưa …, xem nên mở.\n')
  expect(beginsWith('> [Lê Thị Hoa](#p12): Không nên.\n', true)).toBe('')
})
