/** The words of the policy of strikes: each step is a sentence. */
import type { Act, Step } from './draft'

const acts: Record<Act, string> = {
  warn: 'nhắc nhở',
  mute_in_room: 'không cho phát biểu trong phòng',
  suspend: 'tạm khóa tài khoản',
  ban: 'khóa vĩnh viễn',
}
const vi = {
  title: 'Chính sách gợi ý biện pháp',
  why: 'Sau bao nhiêu vi phạm thì gợi ý biện pháp gì với người viết. Chỉ là gợi ý: kiểm duyệt viên quyết định. Khi nhiều bước cùng khớp, bước nặng nhất được gợi ý.',
  counted: 'Một vi phạm là một vụ việc mà ý kiến còn bị ẩn, bị gỡ bỏ hoặc người viết bị nhắc nhở. Biện pháp đã hủy không tính; vi phạm trước lần tạm khóa gần nhất không tính lại.',
  notYours: 'Trang này dành cho người kiểm duyệt.',
  back: 'Về hàng đợi kiểm duyệt',
  setBy: (name: string, when: string) => `${name} đặt lúc ${when}.`,
  never: 'Chưa ai đặt lại: đây là chính sách ban đầu của hệ thống.',
  first: 'Chính sách ban đầu',
  useFirst: 'Dùng lại chính sách ban đầu',
  onlyOwners: 'Người phụ trách phòng kiểm duyệt đặt được chính sách này.',
  none: 'Không có bước nào: không gợi ý gì.',
  steps: 'Các bước',
  step: (n: number) => `Bước ${n}`,
  acts,
  counts: { violations: 'vi phạm', suspensions: 'lần bị tạm khóa' },
  says: ({ counts, least, within_days, act, days }: Step) =>
    `Từ ${least} ${counts === 'violations' ? 'vi phạm' : 'lần bị tạm khóa'} ${within_days ? `trong ${within_days} ngày` : 'từ trước đến nay'}${
      counts === 'suspensions' ? ' rồi lại vi phạm' : ''
    }: gợi ý ${acts[act]}${days ? ` ${days} ngày` : ''}.`,
  count: 'Đếm',
  least: 'Từ bao nhiêu',
  within: 'Trong bao nhiêu ngày',
  withinHint: 'Để trống: từ trước đến nay.',
  act: 'Gợi ý',
  days: 'Trong bao nhiêu ngày thì hết',
  number: (most: number) => `Cần một số nguyên từ 1 đến ${most}.`,
  up: 'Lên',
  down: 'Xuống',
  remove: 'Bỏ',
  of: (action: string, n: number) => `${action} bước ${n}`,
  moved: (n: number) => `Nay là bước ${n}.`,
  removed: 'Đã bỏ một bước.',
  add: 'Thêm bước',
  save: 'Lưu chính sách',
  saved: 'Đã lưu, có hiệu lực ngay.',
  tryTitle: 'Thử chính sách',
  tryWhy: 'Tính như mọi việc đều mới xảy ra. Chính sách đang soạn ở trên gợi ý gì với một người có:',
  violations: 'Số vi phạm',
  suspensions: 'Số lần bị tạm khóa trước đó',
  nothing: 'Không gợi ý gì.',
  would: (step: Step) => `Gợi ý ${acts[step.act]}${step.days ? ` ${step.days} ngày` : ''}.`,
}
const some = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`
const does: Record<Act, string> = {
  warn: 'a warning',
  mute_in_room: 'silence in the room',
  suspend: 'a suspension',
  ban: 'a ban',
}
const so = ({ act, days }: Step) => `${does[act]}${days ? ` of ${some(days, 'day')}` : ''}`
const en: typeof vi = {
  title: 'Suggested measures',
  why: 'After how many violations what is suggested about the author. It only suggests: a moderator decides. Where several steps fit, the gravest is suggested.',
  counted: 'A violation is a case in which a post is still hidden or removed, or its author warned. What was taken back does not count; what came before the last suspension does not count again.',
  notYours: 'This page is for those who moderate.',
  back: 'Back to the queue',
  setBy: (name, when) => `Set by ${name}, ${when}.`,
  never: 'Nobody has set it: this is what a portal begins with.',
  first: 'What a portal begins with',
  useFirst: 'Go back to what a portal begins with',
  onlyOwners: 'Owners of the room of moderation can set this policy.',
  none: 'No steps: nothing is suggested.',
  steps: 'Steps',
  step: (n) => `Step ${n}`,
  acts: { warn: 'warn', mute_in_room: 'silence in the room', suspend: 'suspend', ban: 'ban' },
  counts: { violations: 'violations', suspensions: 'suspensions' },
  says: (step) =>
    `${step.least} or more ${step.counts} ${step.within_days ? `within ${some(step.within_days, 'day')}` : 'in all'}${
      step.counts === 'suspensions' ? ', and a violation since' : ''
    }: ${so(step)} is suggested.`,
  count: 'What is counted',
  least: 'From how many on',
  within: 'Within how many days',
  withinHint: 'Empty: ever.',
  act: 'Suggest',
  days: 'For how many days',
  number: (most) => `A whole number from 1 to ${most} is needed.`,
  up: 'Up',
  down: 'Down',
  remove: 'Remove',
  of: (action, n) => `${action}: step ${n}`,
  moved: (n) => `Now step ${n}.`,
  removed: 'A step was removed.',
  add: 'Add a step',
  save: 'Save the policy',
  saved: 'Saved, and in force.',
  tryTitle: 'Try the policy',
  tryWhy: 'Counted as if all of it had just happened. What the policy as it stands above suggests about somebody with:',
  violations: 'Violations',
  suspensions: 'Suspensions before',
  nothing: 'Nothing is suggested.',
  would: (step) => `Suggested: ${so(step)}.`,
}
export const words = { vi, en }
