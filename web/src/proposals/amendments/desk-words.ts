/** The words of the desk where amendments are decided. */
const vi = {
  choose: 'Chọn sửa đổi để tiếp thu',
  chooseHint: 'Những sửa đổi được chọn cùng vào một bản mới; người đã ủng hộ được hỏi lại.',
  noOpen: 'Không có sửa đổi nào đang chờ quyết định.',
  mustMove: (base: string) => `theo bản ${base}: phải chuyển sang bản mới nhất trước`,
  anew: 'Sửa đổi này vừa được sửa lại, hãy xem rồi chọn lại.',
  ofThese: 'Tiếp thu những chỗ nào',
  touching: (a: string, b: string) =>
    `Sửa đổi ${a} và sửa đổi ${b} đổi cùng một chỗ theo cách khác nhau. Hãy bỏ chọn một bên, hoặc bỏ bớt chỗ.`,
  clashes: (n: string) => `Đổi cùng chỗ với sửa đổi ${n}, theo cách khác.`,
  preview: 'Bản mới sẽ đổi',
  sum: (next: string, now: string, numbers: string) => `Bản ${next} = bản ${now} + sửa đổi ${numbers}`,
  chosenNone: 'Chưa chọn sửa đổi nào.',
  note: 'Thay đổi gì, vì sao',
  noteHint: 'Bắt buộc: người đọc và người đã ủng hộ xem ở đây vì sao có bản mới.',
  reasonFor: (n: string) => `Vì sao tiếp thu sửa đổi ${n}`,
  inPart: 'Bắt buộc khi chỉ tiếp thu một phần.',
  publish: (n: string) => `Công bố bản ${n}`,
  published: (n: string) => `Bản ${n} đã được công bố.`,
  draftClash: 'Bàn soạn thảo có lần lưu mới hơn, cũng đổi những chỗ này:',
  table: 'Dự thảo',
  included: 'Sửa đổi',
  replaceDraft: 'Văn bản mới thay dự thảo ở bàn soạn thảo (các lần lưu cũ vẫn còn)',
  failedOne: 'Không tải được sửa đổi này.',
}

const en: typeof vi = {
  choose: 'Choose amendments to take in',
  chooseHint: 'Those that are chosen go into one new version; supporters are asked again.',
  noOpen: 'No amendment is waiting for a decision.',
  mustMove: (base) => `to version ${base}: must be moved to the newest version first`,
  anew: 'This amendment has just been revised: look at it, and choose again.',
  ofThese: 'Which changes to take',
  touching: (a, b) =>
    `Amendments ${a} and ${b} change the same place, each in another way. Leave out one of them, or some of its changes.`,
  clashes: (n) => `Changes the same place as amendment ${n}, in another way.`,
  preview: 'What the new version changes',
  sum: (next, now, numbers) => `Version ${next} = version ${now} + ${numbers.includes(',') ? 'amendments' : 'amendment'} ${numbers}`,
  chosenNone: 'No amendment is chosen.',
  note: 'What changed, and why',
  noteHint: 'Required: readers and supporters see here why there is a new version.',
  reasonFor: (n) => `Why amendment ${n} is accepted`,
  inPart: 'Required where it is taken in part only.',
  publish: (n) => `Publish version ${n}`,
  published: (n) => `Version ${n} has been published.`,
  draftClash: 'The draft at the table has newer saves, which change the same places:',
  table: 'Draft',
  included: 'Amendments',
  replaceDraft: 'The new text replaces the draft at the table (older saves are kept)',
  failedOne: 'This amendment could not be loaded.',
}

export const deskWords = { vi, en }
