/** The words about one's own posts that wait for a moderator. */
const vi = {
  title: 'Chờ kiểm duyệt',
  waits: 'Ý kiến của bạn đang chờ kiểm duyệt; bạn sẽ được báo kết quả.',
  why: 'Chỉ bạn và kiểm duyệt viên đọc được. Bạn sẽ được báo kết quả.',
}
const en: typeof vi = {
  title: 'Waiting for a moderator',
  waits: 'Your post waits for a moderator; you will be told what comes of it.',
  why: 'Only you and the moderators can read this. You will be told what comes of it.',
}
export const words = { vi, en }
