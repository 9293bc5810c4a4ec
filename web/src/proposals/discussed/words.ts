/** The words that say what a discussion, and a post in it, is about. */
const vi = {
  proposal: 'Xem đề xuất',
  on: (heading: string, version: string) => `Về: ${heading} (bản ${version})`,
  part: (n: string) => `Phần ${n}`,
  reasons: (n: string) => `Lý do của sửa đổi ${n}`,
}
const en: typeof vi = {
  proposal: 'See the proposal',
  on: (heading, version) => `On: ${heading} (version ${version})`,
  part: (n) => `Part ${n}`,
  reasons: (n) => `Reasons of amendment ${n}`,
}
export const words = { vi, en }
