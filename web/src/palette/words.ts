/** The words of the palette, which come with it. */
const vi = {
  title: 'Đi tới hoặc thực hiện',
  field: 'Phòng, chủ đề, đề xuất hoặc thao tác',
  hint: 'Gõ có dấu hay không dấu đều được. ↑ ↓ để chọn, Enter để mở.',
  groups: {
    rooms: 'Phòng',
    recent: 'Chủ đề và đề xuất mới nhất',
    acts: 'Thao tác ở trang này',
    places: 'Trang',
    search: 'Tìm kiếm',
  },
  thread: 'Chủ đề',
  proposal: 'Đề xuất',
  search: (typed: string) => `Tìm “${typed}” trong mọi nội dung`,
  unread: (n: string) => `${n} chưa đọc`,
  found: (_n: number, some: string) => `${some} lựa chọn`,
  places: {
    '/search': 'Tìm kiếm',
    '/me/notices': 'Cách nhận thông báo',
    '/me/security': 'Phiên đăng nhập, mã truy cập API và bảo mật',
    '/transcripts': 'Bản ghi các phòng',
    '/moderation/record': 'Nhật ký kiểm duyệt công khai',
    '/moderation/statistics': 'Số liệu kiểm duyệt',
    '/administrator': 'Quản trị',
  },
}
const en: typeof vi = {
  title: 'Go to, or do',
  field: 'A room, a thread, a proposal or an act',
  hint: 'With or without diacritics. ↑ ↓ to choose, Enter to open.',
  groups: {
    rooms: 'Rooms',
    recent: 'Newest threads and proposals',
    acts: 'Acts of this screen',
    places: 'Pages',
    search: 'Search',
  },
  thread: 'Thread',
  proposal: 'Proposal',
  search: (typed) => `Search everything for “${typed}”`,
  unread: (n) => `${n} unread`,
  found: (n, some) => `${some} choice${n === 1 ? '' : 's'}`,
  places: {
    '/search': 'Search',
    '/me/notices': 'Notification settings',
    '/me/security': 'Sessions, API tokens and security',
    '/transcripts': 'Transcripts of the rooms',
    '/moderation/record': 'Public record of moderation',
    '/moderation/statistics': 'Moderation in numbers',
    '/administrator': 'Administration',
  },
}
export const words = { vi, en }
