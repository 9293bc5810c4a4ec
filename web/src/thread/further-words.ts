/** The words of the menus of a post and of the thread. */
const vi = {
  quote: 'Trích dẫn',
  retract: 'Rút lại',
  retractWhy: 'Rút lại ý kiến này? Vị trí và các trả lời vẫn giữ nguyên, nội dung không còn hiện.',
  unreadHere: 'Đánh dấu chưa đọc từ đây',
  mute: 'Ẩn người này',
  unmute: 'Thôi ẩn người này',
  propose: 'Đưa thành đề xuất…',
  reuse: 'Dùng làm luận điểm…',
  report: 'Báo vi phạm',
  moderate: 'Kiểm duyệt…',
  split: 'Tách thành chủ đề mới…',
  join: 'Chuyển sang chủ đề khác…',
  reportTitle: 'Báo vi phạm về tiêu đề',
  moderateTitle: 'Kiểm duyệt tiêu đề…',
}
const en: typeof vi = {
  quote: 'Quote',
  retract: 'Retract',
  retractWhy: 'Retract this post? Its place and the replies stay, its words are no longer shown.',
  unreadHere: 'Mark unread from here',
  mute: 'Mute this person',
  unmute: 'Unmute this person',
  propose: 'Make it a proposal…',
  reuse: 'Use as an argument…',
  report: 'Report a violation',
  moderate: 'Moderate…',
  split: 'Split into a new thread…',
  join: 'Move to another thread…',
  reportTitle: 'Report the title',
  moderateTitle: 'Moderate the title…',
}
export const words = { vi, en }
