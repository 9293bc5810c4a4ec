/** The foot of a thread in each state: what is written there, and why it cannot be sent or nothing can be written. */
import { Problem } from '../../api/client'
import { Compose, MAX_CHARACTERS } from '../../thread/compose.svelte'
import type { Desk } from '../../thread/desk.svelte'
import { deskIn } from './posts'
import { AT, ME, roomIn } from './room'

const WORDS = 'Đề nghị giữ mức 300 triệu đồng, vì phần lớn hộ kinh doanh chuyển đổi có vốn dưới mức này.'
const FILE = { id: 2, name: 'so-lieu-2025.csv', type: 'text/csv', size_bytes: 18_400, width: null, height: null, alt: '' } as const

/** Each writes somewhere else: drafts of one place would be one draft. */
let places = 100
function writing(set: (compose: Compose) => void, desk = deskIn()): Desk {
  const compose = new Compose({ person: ME.id, room: 1, thread: places++, parent: null, post: null })
  desk.compose = compose
  set(compose)
  return desk
}
const refused = (reason: string, detail: string, told = {}) =>
  new Problem(409, reason, detail, undefined, undefined, told)

export const FEET: Record<string, () => Desk> = {
  'chưa viết': () => writing(() => {}),
  'trả lời, có tệp': () =>
    writing((compose) => {
      compose.take({ ...compose.draft, parent: 1, kind: 'evidence', body: WORDS, files: [FILE], at: Date.parse(AT) })
    }),
  'sửa ý kiến': () => writing((compose) => compose.take({ ...compose.draft, post: 7, version: 1, body: WORDS })),
  'quá dài': () => writing((compose) => (compose.body = WORDS.repeat(Math.ceil(MAX_CHARACTERS / WORDS.length)))),
  'chưa đến lượt': () =>
    writing((compose) => {
      compose.body = WORDS
      compose.waits = 'Viết tiếp được sau 0:42.'
    }),
  'bị từ chối': () =>
    writing((compose) => {
      compose.body = WORDS
      compose.trouble = { type: 'refused', problem: refused('silenced', 'Bạn đang bị tạm dừng viết.', { act: 12 }) }
    }),
  'quy tắc nhắc': () =>
    writing((compose) => {
      compose.body = WORDS
      compose.trouble = { type: 'refused', problem: refused('rule-warns', 'Lời này có thể xúc phạm người khác.') }
    }),
  'có bản mới hơn': () =>
    writing((compose) => {
      const { post } = deskIn().store.row(7)!
      compose.take({ ...compose.draft, post: 7, version: 1, body: WORDS })
      const now = { post, room_id: 1, body: WORDS.replace('300', '200'), revisions: [] }
      compose.trouble = { type: 'stale', now }
    }),
  'đã gửi từ thẻ khác': () =>
    writing((compose) => {
      compose.body = WORDS
      compose.trouble = { type: 'elsewhere' }
    }),
  'chủ đề đã đóng, còn lời chưa gửi': () =>
    writing(
      (compose) => (compose.body = WORDS),
      deskIn({ closed_at: AT, closed_by: 1, closed_reason: 'Đã đủ ý kiến' }),
    ),
  'không còn quyền': () => writing((compose) => (compose.body = WORDS), deskIn({}, leftRoom())),
  'việc không thành': () => {
    const desk = writing(() => {})
    desk.trouble = 'Ý kiến này đã được chuyển sang chủ đề khác.'
    return desk
  },
  'chờ kiểm duyệt': () => {
    const desk = writing(() => {})
    desk.calm = 'Ý kiến của bạn đang chờ kiểm duyệt; bạn sẽ được báo kết quả.'
    return desk
  },
}
function leftRoom() {
  const room = roomIn('refused')
  room.snapshot = { ...room.snapshot!, me: null, may: [] }
  return room
}
