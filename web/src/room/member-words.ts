/** The words of what can be done about a member in the list of members. */
const vi = {
  choices: (name: string) => `Lựa chọn về ${name}`,
  report: 'Báo vi phạm về tên',
  moderate: 'Kiểm duyệt tên…',
}
const en: typeof vi = {
  choices: (name) => `Choices about ${name}`,
  report: 'Report the name',
  moderate: 'Moderate the name…',
}
export const words = { vi, en }
