/** The words of the list of keys, which comes with it. */
const vi = {
  title: 'Phím tắt',
  off: 'Tắt phím tắt một chữ cái ở Trang của tôi.',
  list: {
    jk: 'Ý kiến sau, ý kiến trước',
    p: 'Lên ý kiến được trả lời',
    o: 'Thu gọn hoặc mở nhánh',
    r: 'Trả lời',
    c: 'Viết ý kiến',
    q: 'Trích dẫn',
    u: 'Đánh dấu chưa đọc từ đây',
    n: 'Ý kiến chưa đọc tiếp theo, trước đó',
    slash: 'Tìm kiếm',
    help: 'Bảng này',
    esc: 'Về ý kiến đang đọc',
    send: 'Gửi ý kiến',
  },
}
const en: typeof vi = {
  title: 'Keyboard shortcuts',
  off: 'Single-letter shortcuts can be switched off on My page.',
  list: {
    jk: 'Next, previous post',
    p: 'Up to the post it answers',
    o: 'Fold or open the branch',
    r: 'Reply',
    c: 'Write a post',
    q: 'Quote',
    u: 'Mark unread from here',
    n: 'Next, previous unread post',
    slash: 'Search',
    help: 'This list',
    esc: 'Back to the post',
    send: 'Send',
  },
}
export const words = { vi, en }
