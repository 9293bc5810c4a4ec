/** The words of the queue, which come with it. */
import type { Left } from './clock'
import type { Doing, View } from './types'

const UNITS_VI = { minute: 'phút', hour: 'giờ', day: 'ngày' }
const views: Record<View, string> = {
  waiting: 'Chờ xử lý',
  mine: 'Của tôi',
  overdue: 'Quá hạn',
  proposed: 'Chờ người thứ hai',
  review: 'Xem xét lại',
  decided: 'Đã xử lý',
}
/** What somebody did, after their name. */
export const done: Record<Doing, string> = {
  approve: 'đã duyệt',
  hide: 'đã ẩn',
  remove: 'đã gỡ bỏ',
  restore: 'đã khôi phục',
  warn: 'đã nhắc nhở người viết',
  mute_in_room: 'đã tạm dừng quyền phát biểu của người viết trong phòng',
  suspend: 'đã tạm khóa tài khoản người viết',
  ban: 'đã khóa vĩnh viễn tài khoản người viết',
  lift: 'đã hủy một biện pháp với người viết',
}
const empty: Record<View, string> = {
  waiting: 'Hết việc. Mục mới sẽ hiện ở đây ngay khi có.',
  mine: 'Bạn không nhận mục nào. Mở một mục là nhận xử lý mục ấy.',
  overdue: 'Không có mục nào quá hạn.',
  proposed: 'Không có đề xuất khóa vĩnh viễn nào đang chờ.',
  review: 'Không có đề nghị xem xét lại nào đang chờ.',
  decided: 'Chưa có mục nào được xử lý.',
}

const vi = {
  title: 'Kiểm duyệt',
  moderator: 'Một kiểm duyệt viên',
  queue: 'Hàng đợi kiểm duyệt',
  views,
  empty,
  all: 'Xem các mục chờ xử lý',
  fresh: (n: string) => `${n} mục mới`,
  more: 'Xem thêm mục',
  left: ({ over, n, unit }: Left) =>
    over
      ? n ? `quá hạn ${n} ${UNITS_VI[unit]}` : 'vừa quá hạn'
      : n ? `còn ${n} ${UNITS_VI[unit]}` : 'còn dưới 1 phút',
  due: (at: string) => `Hạn xử lý: ${at}`,
  reports: (n: string) => `${n} lần báo`,
  byRule: { post: 'quy tắc gắn cờ', held: 'quy tắc giữ lại, chờ đăng' },
  byModerator: 'kiểm duyệt viên mở',
  isReview: 'Xem xét lại',
  isProposed: 'Đề xuất khóa vĩnh viễn',
  holds: (name: string) => `${name} đang xem`,
  iHold: 'Bạn đang xem',
  did: (name: string, act: Doing) => `${name} ${done[act]}`,
  meanwhile: 'Không còn chờ ở đây',
  case: (id: string) => `Vụ việc ${id}`,
  open: 'Vụ việc đang mở',
  none: 'Chọn một mục để xem. j, k để đi trong danh sách, Enter để mở.',
  noneTouch: 'Chọn một mục để xem.',
  notYours: 'Trang này dành cho kiểm duyệt viên.',
  moderators: 'Kiểm duyệt viên',
  here: 'đang ở đây',
  you: (name: string) => `${name} (bạn)`,
  alone: 'Chỉ có một kiểm duyệt viên: không ai xem xét lại được quyết định. Cần thêm ít nhất một người nữa.',
  manage: 'Quản lý kiểm duyệt viên',
  policy: 'Chính sách gợi ý biện pháp',
  keys: {
    jk: 'Mục sau, mục trước',
    enter: 'Mở mục, nhận xử lý',
    d: 'Duyệt',
    f: 'Ẩn',
    x: 'Gỡ bỏ',
    z: 'Hoàn tác; khôi phục',
    digits: 'Chọn quy tắc bị vi phạm',
    u: 'Xem xét lại: giữ nguyên',
    o: 'Xem xét lại: hủy quyết định',
    n: 'Đưa các mục mới vào danh sách',
    esc: 'Rời ô đang viết; về danh sách',
  },
}

const UNITS_EN = { minute: 'minute', hour: 'hour', day: 'day' }
const many = (n: number, unit: Left['unit']) => `${n} ${UNITS_EN[unit]}${n === 1 ? '' : 's'}`
export const doneEn: Record<Doing, string> = {
  approve: 'approved it',
  hide: 'hid it',
  remove: 'removed it',
  restore: 'restored it',
  warn: 'warned the author',
  mute_in_room: 'silenced the author in the room',
  suspend: 'suspended the author',
  ban: 'banned the author',
  lift: 'took back what was done about the author',
}
const en: typeof vi = {
  title: 'Moderation',
  moderator: 'A moderator',
  queue: 'Moderation queue',
  views: {
    waiting: 'Waiting',
    mine: 'Mine',
    overdue: 'Overdue',
    proposed: 'For a second',
    review: 'Reviews',
    decided: 'Decided',
  },
  empty: {
    waiting: 'All done. New cases show here as they come.',
    mine: 'You hold no case. To open one is to claim it.',
    overdue: 'Nothing is overdue.',
    proposed: 'No proposal of a ban is waiting.',
    review: 'No request for review is waiting.',
    decided: 'Nothing has been decided yet.',
  },
  all: 'See what is waiting',
  fresh: (n) => `${n} new`,
  more: 'More cases',
  left: ({ over, n, unit }) =>
    over
      ? n ? `overdue by ${many(n, unit)}` : 'just overdue'
      : n ? `${many(n, unit)} left` : 'less than a minute left',
  due: (at) => `Due ${at}`,
  reports: (n) => (n === '1' ? '1 report' : `${n} reports`),
  byRule: { post: 'flagged by a rule', held: 'held by a rule, not out yet' },
  byModerator: 'opened by a moderator',
  isReview: 'Review',
  isProposed: 'Ban proposed',
  holds: (name) => `${name} is looking`,
  iHold: 'You are looking',
  did: (name, act) => `${name} ${doneEn[act]}`,
  meanwhile: 'No longer waiting here',
  case: (id) => `Case ${id}`,
  open: 'The open case',
  none: 'Choose a case. j and k move in the list, Enter opens.',
  noneTouch: 'Choose a case.',
  notYours: 'This page is for moderators.',
  moderators: 'Moderators',
  here: 'here now',
  you: (name) => `${name} (you)`,
  alone: 'There is only one moderator: nobody can review a decision. At least one more is needed.',
  manage: 'Manage the moderators',
  policy: 'Policy of suggestions',
  keys: {
    jk: 'Next case, case before',
    enter: 'Open and claim',
    d: 'Approve',
    f: 'Hide',
    x: 'Remove',
    z: 'Undo; restore',
    digits: 'Choose the rule that is broken',
    u: 'Review: uphold',
    o: 'Review: overturn',
    n: 'Let the new cases in',
    esc: 'Leave the field; back to the list',
  },
}
export const words = { vi, en }
