/** The words of receipts. */
const vi = {
  receipt: 'Biên nhận',
  receiptWhy: 'Khi kết thúc, các phiếu được công bố cùng biên nhận. Có biên nhận này thì tìm được phiếu của mình trong danh sách. Nó chỉ được giữ trên máy này.',
  picture: 'Biên nhận dạng mã QR, để máy khác đọc',
  copy: 'Sao chép',
  copied: 'Đã sao chép.',
  forget: 'Xóa khỏi máy này',
  find: 'Tìm phiếu theo biên nhận',
  findHint: '32 chữ số và chữ cái từ a đến f; khoảng trắng không sao.',
  search: 'Tìm',
  found: (what: string, leaf: string) => `Có trong hộp phiếu, ở dòng ${leaf} của sổ: ${what}.`,
  proven: 'Trình duyệt này đã kiểm: dòng ấy nằm trong sổ mà nó giữ dấu niêm phong.',
  unproven: 'Máy chủ không chứng minh được lá phiếu ấy nằm trong sổ có dấu niêm phong.',
  unchecked: 'Trình duyệt này chưa kiểm được điều đó.',
  notFound: 'Không có phiếu nào với biên nhận này.',
}
const en: typeof vi = {
  receipt: 'Receipt',
  receiptWhy: 'When the vote is closed the ballots are published with their receipts. With this one you find yours in the list. It is kept on this device only.',
  picture: 'The receipt as a QR code, for another device to read',
  copy: 'Copy',
  copied: 'Copied.',
  forget: 'Remove it from this device',
  find: 'Search for a ballot by its receipt',
  findHint: '32 digits and letters from a to f; spaces do not matter.',
  search: 'Search',
  found: (what, leaf) => `In the box, line ${leaf} of the ledger: ${what}.`,
  proven: 'This browser has checked it: the line is in the ledger whose checkpoint it keeps.',
  unproven: 'The server could not prove that this ballot is in the ledger of the checkpoint.',
  unchecked: 'This browser could not check that.',
  notFound: 'There is no ballot with this receipt.',
}
export const words = { vi, en }
