/** The room of the samples, and who is in it. */
import type { Member, Person, RoomLine, Thread } from '../../api/types'
import { OpenRoom } from '../../room/room.svelte'

export const AT = '2026-11-26T02:30:00Z'
export const ME: Person = {
  ...{ id: -1, name: 'Nguyễn Thị Lan', organisation: 'VCCI', constituency: 'expert', language: 'vi' },
  administrator: false,
}
const member = (number: number, name: string, organisation = '', verified: string | null = null): Member => ({
  ...{ number, name, organisation, constituency: 'expert', role: number === 1 ? 'owner' : 'member' },
  ...{ ended_at: null, verified },
})
export const MUTED = 4
const MEMBERS = [
  member(1, 'Nguyễn Thị Lan', 'VCCI'),
  member(2, 'Trần Văn Bình', 'Bộ Kế hoạch và Đầu tư', AT),
  member(3, 'Lê Thị Cúc'),
  member(MUTED, 'Phạm Văn Dũng'),
]
const MAY = ['posts.reply', 'posts.edit', 'positions.take', 'reactions.give', 'posts.report']
const ROOM = {
  ...{ id: 1, kind: 'discussion', naming: 'names', title: 'Khơi thông vốn', visibility: 'public' },
  ...{ description: 'Góp ý cho dự thảo nghị định về vốn tối thiểu.', opened_at: AT },
  ...{ archived_at: null, archived_by: null, archived_reason: null },
} as const satisfies RoomLine['room']

const thread = (id: number, title: string, more: Partial<Thread> = {}): Thread => ({
  ...{ id, room_id: 1, title, opened_by: 2, opened_at: AT, posts: 14, last_at: AT },
  ...{ closed_at: null, closed_by: null, closed_reason: null },
  ...more,
})
export const THREADS = [
  thread(1, 'Điều 12: mức vốn tối thiểu'),
  thread(2, 'Thời hạn góp vốn', { posts: 1, closed_at: AT, closed_by: 1, closed_reason: 'Đã đủ ý kiến' }),
]

/** As the first of its members has it, in this state. */
export function roomIn(state: OpenRoom['state'], more: Partial<RoomLine['room']> = {}): OpenRoom {
  const room = new OpenRoom(1)
  room.snapshot = {
    ...{ room: { ...ROOM, ...more }, epoch: 1, seq: 1, members: MEMBERS, threads: THREADS, me: MEMBERS[0]! },
    ...{ may: MAY, more_members: false, more_threads: false, muted: [MUTED] },
  }
  room.state = state
  room.at = Date.parse(AT)
  return room
}

const line = (id: number, title: string, more: Partial<RoomLine> = {}, of: Partial<RoomLine['room']> = {}): RoomLine => ({
  ...{ room: { ...ROOM, id, title, ...of }, epoch: 1, seq: 1, number: 1, role: 'member' },
  ...{ posts: 120, unread: 0, last_at: AT },
  ...more,
})
export const LINES: RoomLine[] = [
  line(1, 'Khơi thông vốn', { unread: 12 }),
  line(2, 'Thủ tục đất đai'),
  line(3, 'Hoàn thuế', { posts: 1, role: 'observer' }, { visibility: 'invited', description: '' }),
  line(4, 'Quy hoạch điện', {}, { archived_at: AT, archived_by: 1, archived_reason: 'Đã xong' }),
  line(5, 'Phát triển logistics vùng Đồng bằng sông Cửu Long và các tỉnh lân cận', { number: null, role: null }),
  line(6, 'Dành cho thành viên', { number: null, role: null }, { visibility: 'members' }),
]
