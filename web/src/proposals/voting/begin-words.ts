/** The words of opening a vote. */
const vi = {
  start: 'Mở biểu quyết',
  startRule: 'Quy tắc đã chốt cho đề xuất này:',
  ends: (when: string) => `Kết thúc: ${when}.`,
  lasting: 'Từ 5 phút đến 366 ngày: viết số ngày, ví dụ 7 hoặc 0,5.',
  startWhy: 'Danh sách người có quyền, văn bản và quy tắc được chốt khi mở, và thời hạn không đổi được.',
  days: 'Số ngày bỏ phiếu',
  opened: 'Đã mở biểu quyết.',
}
const en: typeof vi = {
  start: 'Open the vote',
  startRule: 'The rule, as it is frozen for this proposal:',
  ends: (when) => `Ends: ${when}.`,
  lasting: 'From five minutes to 366 days: write a number of days, as 7 or 0.5.',
  startWhy: 'The roll, the text and the rule are frozen when it opens, and the time does not change.',
  days: 'Days of voting',
  opened: 'The vote is open.',
}
export const words = { vi, en }
