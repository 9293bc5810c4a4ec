/** The words of what can be done about a member in the list of members. */
const vi = {
  choices: (name: string) => `Lựa chọn về ${name}`,
  report: 'Báo vi phạm về tên',
  moderate: 'Kiểm duyệt tên…',
  more: (left: string) => `Hiện thêm (còn ${left} người)`,
}
const en: typeof vi = {
  choices: (name) => `Choices about ${name}`,
  report: 'Report the name',
  moderate: 'Moderate the name…',
  more: (left) => `Show more (${left} left)`,
}
export const words = { vi, en }
