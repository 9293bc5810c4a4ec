/** The words about one's own posts that are not where they were sent (they wait for a moderator, or what they answer was moved), and drafts of other devices. */
const vi = {
  title: 'Chờ kiểm duyệt',
  waits: 'Ý kiến của bạn đang chờ kiểm duyệt; bạn sẽ được báo kết quả.',
  moved: 'Ý kiến được trả lời đã sang chủ đề khác; trả lời vừa gửi đứng ở đó.',
  why: 'Chỉ bạn và kiểm duyệt viên đọc được. Bạn sẽ được báo kết quả.',
  another: (at: string) => `Bản nháp khác, lưu ${at}:`,
  use: 'Dùng bản này',
  throwAway: 'Bỏ bản này',
}
const en: typeof vi = {
  title: 'Waiting for a moderator',
  waits: 'Your post waits for a moderator; you will be told what comes of it.',
  moved: 'What you answered was moved to another thread; your reply stands there.',
  why: 'Only you and the moderators can read this. You will be told what comes of it.',
  another: (at: string) => `Another draft, saved ${at}:`,
  use: 'Use it',
  throwAway: 'Throw it away',
}
export const words = { vi, en }
