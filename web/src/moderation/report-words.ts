/** The words of reporting a post. */
const vi = {
  title: 'Báo vi phạm',
  of: (name: string) => `Ý kiến của ${name}`,
  reason: 'Vì sao ý kiến này vi phạm?',
  words: 'Nói thêm cho kiểm duyệt viên',
  wordsHint: 'Chỉ kiểm duyệt viên đọc được. Người viết không biết ai đã báo.',
  send: 'Gửi báo vi phạm',
  sent: 'Đã gửi báo vi phạm. Kết quả sẽ được báo trong hộp thư của bạn.',
}
const en: typeof vi = {
  title: 'Report a violation',
  of: (name) => `Post by ${name}`,
  reason: 'What is wrong with this post?',
  words: 'More for the moderators',
  wordsHint: 'Only moderators read this. The author is not told who reported.',
  send: 'Send the report',
  sent: 'The report was sent. The outcome will be told in your inbox.',
}
export const words = { vi, en }
