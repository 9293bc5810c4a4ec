/**
 * The table of the keys: whoever binds one binds it in a layer of this table, and what has no words here cannot be bound.
 * So what `?` shows is what the keys do. A comma parts keys that stand in one row; those are no acts of the palette.
 */
const vi = {
  title: 'Phím tắt',
  off: 'Tắt phím tắt một chữ cái ở Trang của tôi.',
  and: 'rồi',
  layers: {
    frame: 'Ở mọi trang',
    go: 'Đi tới',
    rooms: 'Danh sách phòng',
    marked: 'Vừa đánh dấu',
    room: 'Trong phòng',
    thread: 'Trong chủ đề',
    inbox: 'Thông báo',
    proposals: 'Danh sách đề xuất',
    proposal: 'Trong đề xuất',
    search: 'Kết quả tìm kiếm',
    queue: 'Hàng đợi kiểm duyệt',
    acts: 'Mục đang mở',
    request: 'Yêu cầu đang mở',
    ruling: 'Xem xét lại',
    undo: 'Quyết định vừa rồi',
  },
  keys: {
    frame: { 'Mod+k': 'Tới phòng, chủ đề, đề xuất, thao tác', '/': 'Tìm kiếm', '?': 'Bảng này' },
    go: {
      'g r': 'Phòng thảo luận',
      'g h': 'Phòng đang mở',
      'g p': 'Đề xuất của phòng đang mở',
      'g i': 'Thông báo',
      'g m': 'Kiểm duyệt',
      'g u': 'Trang của tôi',
    },
    rooms: {
      'j,k': 'Phòng sau, phòng trước',
      'n,N': 'Phòng sau, phòng trước có ý kiến chưa đọc',
      e: 'Đánh dấu phòng đang chọn là đã đọc',
    },
    marked: { z: 'Hoàn tác việc đánh dấu đã đọc' },
    room: { 'j,k': 'Chủ đề sau, chủ đề trước', c: 'Mở chủ đề mới' },
    thread: {
      'j,k': 'Ý kiến sau, ý kiến trước',
      'n,N': 'Ý kiến chưa đọc tiếp theo, trước đó',
      p: 'Lên ý kiến được trả lời',
      o: 'Thu gọn hoặc mở nhánh',
      r: 'Trả lời',
      q: 'Trích dẫn',
      c: 'Viết ý kiến',
      u: 'Đánh dấu chưa đọc từ đây',
      Escape: 'Về ý kiến đang đọc',
    },
    inbox: {
      'j,k': 'Thông báo sau, thông báo trước',
      q: 'Câu hỏi chờ trả lời, rồi lại tất cả',
      e: 'Đánh dấu đã đọc tất cả',
    },
    proposals: { 'j,k': 'Đề xuất sau, đề xuất trước', c: 'Soạn đề xuất mới' },
    proposal: { 'j,k': 'Phần sau, phần trước của đề xuất' },
    search: { 'j,k': 'Kết quả sau, kết quả trước', '/': 'Về ô tìm kiếm' },
    queue: {
      'j,k': 'Mục sau, mục trước',
      n: 'Đưa các mục mới vào danh sách',
      s: 'Chọn, bỏ chọn mục để gộp',
      m: 'Gộp các mục đã chọn',
      Escape: 'Rời ô đang viết; về danh sách',
    },
    acts: {
      d: 'Duyệt',
      f: 'Ẩn',
      x: 'Gỡ bỏ',
      c: 'Lược bỏ đoạn',
      z: 'Khôi phục',
      '1,2,3,4,5,6,7,8': 'Chọn quy tắc bị vi phạm',
    },
    request: {
      d: 'Ghi là đã thực hiện; xóa dữ liệu thì không có phím',
      x: 'Không thực hiện',
      '1,2,3,4,5,6': 'Chọn lý do không thực hiện',
    },
    ruling: { u: 'Giữ nguyên', o: 'Hủy quyết định' },
    undo: { z: 'Hoàn tác' },
  },
  /** What a field or the browser itself answers there. */
  native: {
    thread: { 'Mod+Enter': 'Gửi ý kiến' },
    rooms: { Enter: 'Mở phòng đang chọn' },
    queue: { Enter: 'Mở mục, nhận xử lý' },
  } as Partial<Record<string, Record<string, string>>>,
}
const en: typeof vi = {
  title: 'Keyboard shortcuts',
  off: 'Single-letter shortcuts can be switched off on My page.',
  and: 'then',
  layers: {
    frame: 'Everywhere',
    go: 'Go to',
    rooms: 'List of rooms',
    marked: 'Just marked',
    room: 'In the room',
    thread: 'In the thread',
    inbox: 'Notifications',
    proposals: 'List of proposals',
    proposal: 'In the proposal',
    search: 'Results',
    queue: 'Moderation queue',
    acts: 'The open case',
    request: 'The open request',
    ruling: 'Review',
    undo: 'The decision just taken',
  },
  keys: {
    frame: { 'Mod+k': 'To a room, a thread, a proposal, an act', '/': 'Search', '?': 'This list' },
    go: {
      'g r': 'Rooms',
      'g h': 'The open room',
      'g p': 'Proposals of the open room',
      'g i': 'Notifications',
      'g m': 'Moderation',
      'g u': 'My page',
    },
    rooms: {
      'j,k': 'Next, previous room',
      'n,N': 'Next, previous room with unread posts',
      e: 'Mark the room in focus as read',
    },
    marked: { z: 'Take the marking back' },
    room: { 'j,k': 'Next, previous thread', c: 'Open a thread' },
    thread: {
      'j,k': 'Next, previous post',
      'n,N': 'Next, previous unread post',
      p: 'Up to the post it answers',
      o: 'Fold or open the branch',
      r: 'Reply',
      q: 'Quote',
      c: 'Write a post',
      u: 'Mark unread from here',
      Escape: 'Back to the post',
    },
    inbox: {
      'j,k': 'Next, previous notification',
      q: 'Questions waiting for you, then all again',
      e: 'Mark all as read',
    },
    proposals: { 'j,k': 'Next, previous proposal', c: 'Begin a proposal' },
    proposal: { 'j,k': 'Next, previous part of the proposal' },
    search: { 'j,k': 'Next, previous result', '/': 'Back to the field' },
    queue: {
      'j,k': 'Next case, case before',
      n: 'Let the new cases in',
      s: 'Choose a case for merging, or not',
      m: 'Merge the chosen cases',
      Escape: 'Leave the field; back to the list',
    },
    acts: {
      d: 'Approve',
      f: 'Hide',
      x: 'Remove',
      c: 'Cut passages',
      z: 'Restore',
      '1,2,3,4,5,6,7,8': 'Choose the rule that is broken',
    },
    request: {
      d: 'Done; an erasure has no key',
      x: 'Refuse',
      '1,2,3,4,5,6': 'Choose why it is refused',
    },
    ruling: { u: 'Uphold', o: 'Overturn' },
    undo: { z: 'Undo' },
  },
  native: {
    thread: { 'Mod+Enter': 'Send' },
    rooms: { Enter: 'Open the room in focus' },
    queue: { Enter: 'Open and claim' },
  },
}
export const words = { vi, en }

type Table = typeof vi.keys
type Each<Row> = Row extends `${infer First},${infer Rest}` ? First | Each<Rest> : Row
/** A screen, or a part of one, with keys of its own. */
export type Layer = keyof Table
/** What its keys do; not each can be pressed at each time. */
export type Keys<L extends Layer> = Partial<Record<Each<keyof Table[L]>, () => void>>
