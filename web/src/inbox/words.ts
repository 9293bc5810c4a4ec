/** The words of the inbox, and of how one is told: they come with the parts that need them. */
import type { About, Hearing, Mail } from '../api/types'

/** `by` null: the room does not say who it was. */
interface Who {
  by: string | null
  room: string
  role: string
}
/** Of what one asked about one's own data. */
const answered = { moderated: 'Có trả lời cho yêu cầu về dữ liệu của bạn', reviewed: 'Có kết quả xem xét lại về yêu cầu về dữ liệu của bạn' }
type Told = Record<About, (of: Who) => string>

const being = (by: string | null) => (by ? `Được ${by}` : 'Được')
const told: Told = {
  mention: ({ by, room }) => `${being(by)} nhắc tên trong phòng ${room}`,
  reply: ({ by, room }) => `${being(by)} trả lời trong phòng ${room}`,
  added: ({ by, room, role }) => `${being(by)} thêm vào phòng ${room}, vai trò: ${role}`,
  role: ({ room, role }) => `Vai trò trong phòng ${room} nay là: ${role}`,
  removed: ({ room }) => `Không còn là thành viên của phòng ${room}`,
  retracted: ({ room }) => `Ý kiến đã viết trong phòng ${room} bị gỡ`,
  closed: ({ room }) => `Chủ đề đã mở trong phòng ${room} được đóng`,
  moved: ({ room }) => `Ý kiến đã viết, hoặc trong chủ đề đã mở, được chuyển sang chủ đề khác của phòng ${room}`,
  moderated: ({ room }) => `Có quyết định kiểm duyệt về nội dung đã viết trong phòng ${room}`,
  reviewed: ({ room }) => `Có kết quả xem xét lại về nội dung đã viết trong phòng ${room}`,
  reported: ({ room }) => `Có kết quả về nội dung đã báo vi phạm trong phòng ${room}`,
  drafting: ({ by }) => `${being(by)} mời cùng soạn thảo một đề xuất`,
  disposed: ({ room }) => `Góp ý về một đề xuất trong phòng ${room} đã được tiếp thu, giải trình`,
  accepted: ({ room }) => `Sửa đổi đã nêu cho một đề xuất trong phòng ${room} được tiếp thu`,
  partly: ({ room }) => `Sửa đổi đã nêu cho một đề xuất trong phòng ${room} được tiếp thu một phần`,
  rejected: ({ room }) => `Sửa đổi đã nêu cho một đề xuất trong phòng ${room} không được tiếp thu`,
  voting: ({ room }) => `Có biểu quyết về một đề xuất trong phòng ${room}, bạn có tên trong danh sách`,
  reminded: ({ room }) => `Nhắc bỏ phiếu về một đề xuất trong phòng ${room}`,
  versioned: ({ room }) => `Đề xuất đã ủng hộ trong phòng ${room} có phiên bản mới: còn ủng hộ không?`,
}
const mails: Record<Mail, string> = {
  at_once: 'Ngay khi có',
  daily: 'Gộp thành một thư mỗi ngày',
  off: 'Không gửi thư',
}
const hearings: Record<Hearing, string> = {
  everything: 'Tất cả',
  mentions: 'Chỉ khi được nhắc tên',
  nothing: 'Không báo',
}

const vi = {
  title: 'Thông báo',
  unread: (n: string) => `Thông báo: ${n} chưa đọc`,
  came: 'Có thông báo mới.',
  none: 'Chưa có thông báo nào.',
  noneWhy: 'Khi có người nhắc tên, trả lời, mời vào phòng hoặc quyết định điều liên quan, thông báo hiện ở đây.',
  views: 'Xem thông báo',
  every: 'Tất cả',
  asked: 'Câu hỏi chờ trả lời',
  noneAsked: 'Không có câu hỏi nào chờ trả lời.',
  noneAskedWhy: 'Câu hỏi nhắc tên hoặc trả lời ý kiến của bạn đứng ở đây cho đến khi có câu trả lời.',
  isUnread: 'Chưa đọc',
  readOne: 'Đánh dấu đã đọc',
  readOneOf: (what: string) => `Đánh dấu đã đọc: ${what}`,
  readAll: 'Đánh dấu tất cả đã đọc',
  notRead: 'Chưa đánh dấu được là đã đọc.',
  older: 'Thông báo cũ hơn',
  choose: 'Cách nhận thông báo',
  reason: (reason: string) => `Lý do: ${reason}`,
  until: 'Hạn bỏ phiếu:',
  told,
  answered: answered as Partial<Record<About, string>>,
  telling: {
    title: 'Cách nhận thông báo',
    back: 'Thông báo',
    mail: 'Thư điện tử',
    mailTo: (email: string) => `Thư được gửi đến ${email}.`,
    when: 'Khi có thông báo, gửi thư',
    mails,
    hour: 'Giờ gửi thư hằng ngày (giờ Việt Nam)',
    rooms: 'Từng phòng',
    roomsWhy: 'Việc bị đưa ra khỏi phòng luôn được báo.',
    noRooms: 'Chưa tham gia phòng nào.',
    inbox: 'Thông báo trên trang',
    hearings,
    asEverywhere: 'Như cài đặt chung',
    kept: 'Đã lưu.',
    failed: 'Chưa lưu được. Hãy thử lại.',
  },
}

const en: typeof vi = {
  title: 'Notices',
  unread: (n) => `Notices: ${n} unread`,
  came: 'There are new notices.',
  none: 'There are no notices yet.',
  noneWhy: 'When somebody mentions or answers you, adds you to a room or decides something about you, it shows here.',
  views: 'Notices shown',
  every: 'All',
  asked: 'Questions waiting for you',
  noneAsked: 'No question waits for an answer.',
  noneAskedWhy: 'A question that mentions or answers you stands here until you answer it.',
  isUnread: 'Unread',
  readOne: 'Mark as read',
  readOneOf: (what) => `Mark as read: ${what}`,
  readAll: 'Mark all as read',
  notRead: 'Could not mark them as read.',
  older: 'Older notices',
  choose: 'Notification settings',
  reason: (reason) => `Reason: ${reason}`,
  until: 'Open until',
  told: {
    mention: ({ by, room }) => `${by ?? 'Somebody'} mentioned you in ${room}`,
    reply: ({ by, room }) => `${by ?? 'Somebody'} answered you in ${room}`,
    added: ({ by, room, role }) => `${by ?? 'Somebody'} added you to ${room} as ${role}`,
    role: ({ room, role }) => `Your role in ${room} is now ${role}`,
    removed: ({ room }) => `You are no longer a member of ${room}`,
    retracted: ({ room }) => `A post of yours in ${room} was taken down`,
    closed: ({ room }) => `The thread you opened in ${room} was closed`,
    moved: ({ room }) => `Posts of yours, or of a thread you opened, were moved to another thread of ${room}`,
    moderated: ({ room }) => `The moderators decided on something you wrote in ${room}`,
    reviewed: ({ room }) => `The review of a decision on what you wrote in ${room} is done`,
    reported: ({ room }) => `What you reported in ${room} was decided`,
    drafting: ({ by }) => `${by ?? 'Somebody'} asks you to draft a proposal together`,
    disposed: ({ room }) => `Your comment on a proposal in ${room} was answered`,
    accepted: ({ room }) => `Your amendment to a proposal in ${room} was taken in`,
    partly: ({ room }) => `A part of your amendment to a proposal in ${room} was taken in`,
    rejected: ({ room }) => `Your amendment to a proposal in ${room} was not taken in`,
    voting: ({ room }) => `There is a vote on a proposal in ${room}, and you are on its roll`,
    reminded: ({ room }) => `A reminder to vote on a proposal in ${room}`,
    versioned: ({ room }) => `A proposal you support in ${room} has a new version: does your support stand?`,
  },
  answered: {
    moderated: 'What you asked about your data was answered',
    reviewed: 'The review of the answer about your data is done',
  },
  telling: {
    title: 'Notification settings',
    back: 'Notices',
    mail: 'E-mail',
    mailTo: (email) => `E-mails go to ${email}.`,
    when: 'When there is a notice, send an e-mail',
    mails: { at_once: 'At once', daily: 'One e-mail a day', off: 'Never' },
    hour: 'Hour of the daily e-mail (Viet Nam time)',
    rooms: 'Each room',
    roomsWhy: 'You are always told when you are removed from a room.',
    noRooms: 'You are in no room yet.',
    inbox: 'Notices on the page',
    hearings: { everything: 'Everything', mentions: 'Mentions only', nothing: 'Nothing' },
    asEverywhere: 'Same as the general setting',
    kept: 'Saved.',
    failed: 'Not saved. Please try again.',
  },
}

export const words = { vi, en }
