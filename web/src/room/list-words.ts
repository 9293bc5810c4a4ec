/** What the lists of rooms and of threads say alike. */
const vi = {
  unread: (n: string) => `${n} chưa đọc`,
  ofProposal: 'thảo luận đề xuất',
}
const en: typeof vi = {
  unread: (n) => `${n} unread`,
  ofProposal: 'discussion of a proposal',
}
export const words = { vi, en }
