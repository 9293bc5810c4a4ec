/** The words of the options of a vote while they are entered. */
import type { Fault } from './options'

const vi = {
  options: 'Các phương án',
  nth: (n: string) => `Phương án ${n}`,
  costOf: (n: string) => `Chi phí của phương án ${n}`,
  keys: 'Enter: sang phương án tiếp theo. Alt + ↑ hoặc ↓: đổi chỗ.',
  lines: 'Dán nhiều dòng thì mỗi dòng thành một phương án.',
  linesCost: 'Khi dán, chi phí đứng sau dấu chấm phẩy hoặc dấu tab.',
  budget: (budget: string) => `Ngân sách là ${budget}; mỗi phương án có chi phí từ 1 đến mức đó.`,
  total: (total: string) => `Tổng chi phí: ${total}.`,
  statusQuo: (title: string) => `Cuối phiếu có thêm: ${title}.`,
  add: 'Thêm phương án',
  up: (n: string) => `Đưa phương án ${n} lên`,
  down: (n: string) => `Đưa phương án ${n} xuống`,
  remove: (n: string) => `Bỏ phương án ${n}`,
  moved: (title: string, at: string, all: string) => `${title}: nay thứ ${at} trong ${all}.`,
  removed: (title: string, left: string) => `Đã bỏ ${title}. Còn ${left}.`,
  wrong: {
    few: (n) => `Cần ít nhất ${n} phương án.`,
    many: (n) => `Nhiều nhất là ${n} phương án.`,
    twice: () => 'Phương án này trùng tên với một phương án khác.',
    untitled: () => 'Đã có chi phí nhưng chưa có tên.',
    cost: (n) => `Cần chi phí từ 1 đến ${n}.`,
    long: () => 'Tên quá dài (tối đa 200 ký tự).',
  } as Record<Fault, (n: string) => string>,
}
const en: typeof vi = {
  options: 'Options',
  nth: (n) => `Option ${n}`,
  costOf: (n) => `Cost of option ${n}`,
  keys: 'Enter: on to the next option. Alt + ↑ or ↓: change places.',
  lines: 'Several lines that are pasted become an option each.',
  linesCost: 'When pasted, the cost stands after a semicolon or a tab.',
  budget: (budget) => `The budget is ${budget}; each option costs from 1 to that.`,
  total: (total) => `All costs: ${total}.`,
  statusQuo: (title) => `The ballot ends with: ${title}.`,
  add: 'Add an option',
  up: (n) => `Move option ${n} up`,
  down: (n) => `Move option ${n} down`,
  remove: (n) => `Remove option ${n}`,
  moved: (title, at, all) => `${title}: now number ${at} of ${all}.`,
  removed: (title, left) => `${title} is removed. ${left} left.`,
  wrong: {
    few: (n) => `At least ${n} options are needed.`,
    many: (n) => `There are ${n} options at most.`,
    twice: () => 'Another option has the same title.',
    untitled: () => 'It has a cost and no title yet.',
    cost: (n) => `It costs from 1 to ${n}.`,
    long: () => 'The title is too long.',
  },
}
export const words = { vi, en }
