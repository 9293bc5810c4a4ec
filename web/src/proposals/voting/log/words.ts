/** What is said of the log of a vote. */
const vi = {
  title: 'Sổ phiếu',
  sealed: (lines: string, when: string) => `Dấu niêm phong mới nhất: ${lines} dòng, ký lúc ${when}.`,
  state: {
    first: 'Trình duyệt này giữ dấu ấy từ bây giờ: nếu sổ bị viết lại, lần xem sau sẽ thấy.',
    same: 'Đúng là dấu mà trình duyệt này đã giữ.',
    continues: 'Trình duyệt này đã kiểm: sổ nối tiếp đúng sổ đã thấy trước đây, không dòng nào bị sửa hay bỏ.',
  },
  unsigned: 'Trình duyệt này không kiểm được chữ ký, chỉ kiểm được sổ.',
  unseen: 'Lúc này chưa kiểm được sổ phiếu.',
  again: 'Kiểm lại',
  other: 'Sổ phiếu này không nối tiếp sổ mà trình duyệt này đã thấy. Có thể sổ đã bị viết lại. Hãy giữ hai dấu niêm phong dưới đây và báo cho người phụ trách cuộc biểu quyết và người khác cùng kiểm.',
  restored: 'Máy chủ nói rằng sổ được phục hồi từ bản sao lưu.',
  badSignature: 'Dấu niêm phong này không được ký bằng khóa mà trình duyệt này đã biết. Hãy giữ các dấu dưới đây và báo cho người phụ trách cuộc biểu quyết.',
  before: 'Dấu đã giữ',
  now: 'Dấu hiện nay',
  show: 'Xem dấu niêm phong',
  why: 'Dấu này gói cả sổ vào một dòng. Ai giữ nó thì về sau chứng minh được sổ có bị viết lại hay không: chép cho nhau, in ra, đưa vào biên bản họp.',
}
const en: typeof vi = {
  title: 'The ledger',
  sealed: (lines, when) => `The newest checkpoint: ${lines} lines, signed at ${when}.`,
  state: {
    first: 'This browser keeps it from now on: if the ledger were rewritten, the next look would show it.',
    same: 'It is the one that this browser has kept.',
    continues: 'This browser has checked it: the ledger continues the one it saw before, no line was changed or left out.',
  },
  unsigned: 'This browser cannot check signatures, only the ledger.',
  unseen: 'The ledger could not be checked just now.',
  again: 'Check again',
  other: 'This ledger does not continue the one that this browser has seen. It may have been rewritten. Keep both checkpoints below, and tell those who keep the vote, and others who check.',
  restored: 'The server says that the ledger was restored from a backup.',
  badSignature: 'This checkpoint is not signed with the key that this browser knows. Keep what is below, and tell those who keep the vote.',
  before: 'The checkpoint that was kept',
  now: 'The checkpoint now',
  show: 'Show the checkpoint',
  why: 'It holds the whole ledger in one line. Whoever keeps it can prove later whether the ledger was rewritten: copy it to each other, print it, put it into the minutes.',
}
export const words = { vi, en }
