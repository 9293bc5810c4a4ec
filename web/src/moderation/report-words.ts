/** The words of reporting a post, the title of a thread, or the name of a member. */
const vi = {
  title: 'Báo vi phạm',
  of: { post: (name: string) => `Ý kiến của ${name}`, title: (name: string) => `Tiêu đề: ${name}`, name: (name: string) => `Tên: ${name}` },
  reason: { post: 'Vì sao ý kiến này vi phạm?', title: 'Vì sao tiêu đề này vi phạm?', name: 'Vì sao tên hoặc đơn vị này vi phạm?' },
  words: 'Nói thêm cho kiểm duyệt viên',
  wordsHint: 'Chỉ kiểm duyệt viên đọc được. Người viết không biết ai đã báo.',
  send: 'Gửi báo vi phạm',
  sent: 'Đã gửi báo vi phạm. Kết quả sẽ được báo trong hộp thư của bạn.',
}
const en: typeof vi = {
  title: 'Report a violation',
  of: { post: (name) => `Post by ${name}`, title: (name) => `Title: ${name}`, name: (name) => `Name: ${name}` },
  reason: { post: 'What is wrong with this post?', title: 'What is wrong with this title?', name: 'What is wrong with this name or organisation?' },
  words: 'More for the moderators',
  wordsHint: 'Only moderators read this. The author is not told who reported.',
  send: 'Send the report',
  sent: 'The report was sent. The outcome will be told in your inbox.',
}
export const words = { vi, en }
