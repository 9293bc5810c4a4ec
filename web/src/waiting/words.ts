/** The words about one's own posts that are not where they were sent: they wait for a moderator, or what they answer was moved. */
const vi = {
  title: 'Chờ kiểm duyệt',
  waits: 'Ý kiến của bạn đang chờ kiểm duyệt; bạn sẽ được báo kết quả.',
  moved: 'Ý kiến được trả lời đã sang chủ đề khác; trả lời vừa gửi đứng ở đó.',
  why: 'Chỉ bạn và kiểm duyệt viên đọc được. Bạn sẽ được báo kết quả.',
}
const en: typeof vi = {
  title: 'Waiting for a moderator',
  waits: 'Your post waits for a moderator; you will be told what comes of it.',
  moved: 'What you answered was moved to another thread; your reply stands there.',
  why: 'Only you and the moderators can read this. You will be told what comes of it.',
}
export const words = { vi, en }
