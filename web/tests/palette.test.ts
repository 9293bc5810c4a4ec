/** What the palette offers for what is typed. */
import { expect, test } from 'vitest'
import { fitting, shownOf, type Offer } from '../src/palette/offers'

const offer = (says: string, beside = ''): Offer => ({ id: says, says, beside, run: () => {} })
const rooms = ['Cơ chế thí điểm dữ liệu mở', 'Đất đai', 'Quỹ đầu tư mạo hiểm', 'Điện lực'].map((title) => offer(title))
const found = (typed: string) => fitting(rooms, typed).map(({ says }) => says)

test('with or without diacritics, in any order of the words', () => {
  expect(found('dau tu')).toEqual(['Quỹ đầu tư mạo hiểm'])
  expect(found('ĐẤT')).toEqual(['Đất đai'])
  expect(found('mo du lieu')).toEqual(['Cơ chế thí điểm dữ liệu mở'])
  expect(found('không có')).toEqual([])
})
test('a word that begins so comes before one that has it inside', () => {
  expect(found('iem')).toEqual(['Cơ chế thí điểm dữ liệu mở', 'Quỹ đầu tư mạo hiểm'])
  expect(fitting([offer('Bản đồ'), offer('Đồ án')], 'do').length).toBe(2)
  expect(fitting([offer('Luật đồ'), offer('Xđồ'), offer('Đồ')], 'do').map(({ says }) => says)).toEqual(['Đồ', 'Luật đồ', 'Xđồ'])
  expect(fitting([offer('Lên ý kiến được trả lời'), offer('Trả lời')], 'tra loi')[0]!.says).toBe('Trả lời')
})
test('few of each sort, and no sort without any', () => {
  const many = Array.from({ length: 50 }, (_, n) => offer(`Phòng ${n}`))
  const shown = shownOf([['rooms', many], ['acts', [offer('Trả lời')]]], 'phong')
  expect(shown.map(([sort, all]) => [sort, all.length])).toEqual([['rooms', 6]])
  expect(shownOf([['rooms', many], ['acts', []]], '').length).toBe(1)
})
test('where it belongs can be typed too', () => {
  expect(fitting([offer('Ai chịu rủi ro', 'Chủ đề · Quỹ đầu tư')], 'rui ro quy').length).toBe(1)
})
