import { expect, test } from 'vitest'
import { optionsOf } from '../src/proposals/voting/typed'

test('a cost is a whole number behind the last semicolon, and nothing is made of what is none', () => {
  const typed = (line: string) => optionsOf(line, true)[0]
  expect(typed('Cầu số 2; giai đoạn 1; 500')).toEqual({ title: 'Cầu số 2; giai đoạn 1', cost: 500 })
  expect(typed('Đèn đường; 1.500.000')).toEqual({ title: 'Đèn đường', cost: 1_500_000 })
  for (const wrong of ['1,5 triệu', '2.5 tỷ', '-300', '', '1e3']) expect(typed(`Sửa trường;${wrong}`)?.cost, wrong).toBeNull()
  expect(typed('Không có chi phí')?.cost).toBeNull()
})

test('without a budget a line is a title as it stands', () => {
  expect(optionsOf(' Mở ngay; không chờ \n\n Thí điểm', false)).toEqual([
    { title: 'Mở ngay; không chờ', cost: 0 },
    { title: 'Thí điểm', cost: 0 },
  ])
})
