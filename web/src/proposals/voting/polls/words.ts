/** The words of the polls of a thread. */
const vi = {
  title: 'Thăm dò ý kiến',
  why: 'Thăm dò không ràng buộc ai: nó cho biết phòng nghĩ gì vào lúc hỏi.',
  toThread: 'Về chủ đề',
  none: 'Chưa có cuộc thăm dò nào trong chủ đề này.',
  begin: 'Mở thăm dò',
  ask: 'Điều muốn hỏi',
  options: 'Các phương án',
  optionsHint: 'Mỗi dòng một phương án.',
  days: 'Số ngày hỏi',
  frozen: 'Câu hỏi, các phương án và danh sách người được hỏi được chốt khi mở, và thời hạn không đổi được.',
  others: 'Các cuộc thăm dò khác',
  runs: (when: string) => `đến ${when}`,
  over: 'đã kết thúc',
  opened: 'Đã mở thăm dò.',
}
const en: typeof vi = {
  title: 'Polls',
  why: 'A poll binds nobody: it tells what the room thinks when it is asked.',
  toThread: 'Back to the thread',
  none: 'There is no poll in this thread yet.',
  begin: 'Open a poll',
  ask: 'What is asked',
  options: 'Options',
  optionsHint: 'One in a line.',
  days: 'Days',
  frozen: 'The question, the options and who is asked are frozen when it opens, and the time does not change.',
  others: 'Other polls',
  runs: (when) => `until ${when}`,
  over: 'over',
  opened: 'The poll is open.',
}
export const words = { vi, en }
