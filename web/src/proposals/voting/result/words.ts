/** The words of a result: what its numbers are. */
const vi = {
  points: 'Tổng điểm',
  elected: 'được chọn',
  first: 'đứng đầu',
  funded: 'được cấp kinh phí',
  round: (n: string) => `Lần ${n}`,
  rounds: 'Số phiếu ở mỗi lần đếm',
  out: 'đã bị loại',
  duels: (title: string) => `“${title}” so với từng phương án khác`,
  before: 'Số phiếu xếp trên',
  behind: 'Số phiếu xếp dưới',
}
const en: typeof vi = {
  points: 'Points',
  elected: 'chosen',
  first: 'comes first',
  funded: 'funded',
  round: (n) => `Count ${n}`,
  rounds: 'Votes at each count',
  out: 'is out',
  duels: (title) => `“${title}” beside each other option`,
  before: 'Ballots that put it before',
  behind: 'Ballots that put it behind',
}
export const words = { vi, en }
