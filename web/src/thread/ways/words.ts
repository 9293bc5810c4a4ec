const vi = {
  of: 'Lọc ý kiến',
  all: 'Tất cả',
  unread: 'Chưa đọc',
  unanswered: 'Câu hỏi chưa trả lời',
  notRead: 'Đang lọc: xem ở đây không tính là đã đọc.',
  readAll: 'Đánh dấu đã đọc',
  none: 'Không có ý kiến nào khớp bộ lọc; chủ đề vẫn có ý kiến khác.',
  noBranch: 'Nhánh này không còn ở đây.',
  take: 'Bỏ lọc',
  path: 'Nhánh đang xem',
  thread: 'Cả chủ đề',
}
const en: typeof vi = {
  of: 'Filter the posts',
  all: 'All',
  unread: 'Unread',
  unanswered: 'Unanswered questions',
  notRead: 'Filtered: what is seen here does not count as read.',
  readAll: 'Mark as read',
  none: 'No post fits the filter; there are others in the thread.',
  noBranch: 'This branch is no longer here.',
  take: 'Remove the filter',
  path: 'The branch in view',
  thread: 'Whole thread',
}
export const words = { vi, en }
