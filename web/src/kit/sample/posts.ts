/** An open thread whose posts are in every state there is. What a post says is the state it is in. */
import type { Post, Received, Thread, ThreadSnapshot } from '../../api/types'
import type { Sending } from '../../live/outbox'
import { Desk } from '../../thread/desk.svelte'
import { ThreadStore } from '../../thread/store.svelte'
import { AT, ME, MUTED, roomIn, THREADS } from './room'

const EDITED = '2026-11-26T03:10:00Z'
const LONG = 'Cộnghòaxãhộichủnghĩa'.repeat(6)
const RICH = `<p>Có định dạng: <strong>đậm</strong>, <em>nghiêng</em>, <code>mã</code>, <a href="#m2">@Trần Văn Bình</a>.</p>
<blockquote><p>Mức vốn tối thiểu là 500 triệu đồng.</p></blockquote><ul><li>Một</li><li>Hai</li></ul>
<table><thead><tr><th>Năm</th><th>Doanh nghiệp</th></tr></thead><tbody><tr><td>2025</td><td>163.500</td></tr></tbody></table>`
const FILE = { id: 1, name: 'thuyet-minh-dieu-12.pdf', type: 'application/pdf', size_bytes: 482_000, width: null, height: null, alt: '' } as const
const retracted = { html: '', retracted_at: EDITED, retracted_by: 3, retracted_reason: 'Nhầm số liệu' }
const hidden = (how: 'hidden' | 'removed') => ({ html: '', hidden_at: EDITED, hidden_as: how, hidden_rule: 'insult' })

type Said = Partial<Omit<Post, 'html'>> & { html: string | null }
/** In the order of their numbers, which begin with 1. */
const SAID: Said[] = [
  { html: '<p>Ý kiến đã đọc.</p>', author: 2, agrees: 12, disagrees: 3, passes: 1 },
  { html: '<p>Ủng hộ, trả lời cấp 1.</p>', kind: 'support', parent_id: 1 },
  { html: '<p>Phản biện, cấp 2.</p>', kind: 'critique', parent_id: 2, author: 2 },
  { html: '<p>Câu hỏi, cấp 3: trả lời ai thì nói ra.</p>', kind: 'question', parent_id: 3 },
  { html: '<p>Dẫn chứng, cấp 4.</p>', kind: 'evidence', parent_id: 4, author: 2, files: [FILE] },
  { html: '<p>Giải pháp, cấp 5: không thụt thêm.</p>', kind: 'solution', parent_id: 5 },
  { html: '<p>Của chính mình.</p>', author: 1 },
  { html: RICH },
  { html: `<p>Chữ dài: ${LONG}</p>` },
  { html: '<p>Đã sửa.</p>', version: 2, edited_at: EDITED },
  { html: '<p>Được bày tỏ.</p>', author: 2 },
  retracted,
  hidden('hidden'),
  hidden('removed'),
  { html: '<p>Đã lược bỏ [đã lược bỏ] một phần.</p>', version: 2, cut_at: EDITED, cut_rule: 'insult', cut_act: 12 },
  { html: '<p>Của người đã tắt tiếng.</p>', author: MUTED },
  { html: null },
  { html: '<p>Đang gập: bên dưới có trả lời.</p>' },
  { html: '<p>Trong phần gập.</p>', parent_id: 18 },
  { html: '<p>Chưa đọc, ý kiến đầu tiên dưới vạch.</p>', author: 2 },
  { html: '<p>Đang đứng ở đây.</p>' },
]
const READ = 19
const NOW = 21
const REACTED: Received[] = [
  { post_id: 11, reaction: 'thanks', count: 4, mine: true },
  { post_id: 11, reaction: 'useful', count: 1, mine: false },
  { post_id: 11, reaction: 'source', count: 2, mine: false },
  { post_id: 7, reaction: 'unclear', count: 1, mine: false },
]
const NOTHING = { retracted_at: null, retracted_by: null, retracted_reason: null, agrees: 0, disagrees: 0, passes: 0 }

const posts = SAID.map((said, n): Post => ({
  ...{ id: n + 1, thread_id: 1, parent_id: null, author: 3, kind: 'opinion', version: 1, at: AT },
  ...{ edited_at: null, ...NOTHING, seq: n + 1, files: [] },
  ...said,
}))

const sending = (n: number, body: string, more: Partial<Sending>): Sending => ({
  ...{ key: `mau-${n}`, person: ME.id, room: 1, thread: 1, parent: null, kind: 'opinion', body, at: Date.parse(AT) },
  ...{ state: 'sending', tries: 1, due: null, reason: '', signedOut: false },
  ...more,
})
export const SENDING = [
  sending(1, 'Đang gửi.', {}),
  sending(2, 'Chưa được xác nhận.', { state: 'unconfirmed' }),
  sending(3, 'Chờ đăng nhập lại.', { state: 'unconfirmed', signedOut: true }),
  sending(4, 'Không được nhận.', { state: 'failed', reason: 'Chủ đề đã đóng.' }),
  sending(5, 'Bị quy tắc nhắc.', { state: 'failed', problem: 'rule-warns', reason: 'Lời này có thể xúc phạm người khác.' }),
  sending(6, 'Đang bị tạm dừng viết.', {
    ...{ state: 'failed', reason: 'Bạn đang bị tạm dừng viết.', told: { act: 12, until: '2026-12-04T03:00:00Z' } },
  }),
]

/** A desk in this thread; `of`: what is different about it. */
export function deskIn(of: Partial<Thread> = {}, room = roomIn('ready')): Desk {
  const store = new ThreadStore(1)
  store.me = room.me?.number ?? null
  const snapshot: ThreadSnapshot = {
    ...{ thread: { ...THREADS[0]!, ...of }, room_id: 1, epoch: 1, seq: SAID.length, posts },
    ...{ mine: { 1: 'agree', 3: 'disagree', 4: 'pass' }, read: [[1, READ]], moves: [], reactions: REACTED },
  }
  store.merge(snapshot)
  return new Desk(store, room)
}
/** With what comes while one is there: what is sent, what is new, and where one stands. */
export function busyDesk(): Desk {
  const desk = deskIn()
  const { store } = desk
  store.send(SENDING)
  store.folding.toggle(store.row(18)!)
  store.focus(store.row(NOW)!)
  return desk
}
