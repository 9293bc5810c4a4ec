/** The words of the course of a proposal, and of leading it on. */
import type { StagesStage } from '../api/types.gen'

const vi = {
  lead: (stage: string) => `Chuyển sang: ${stage}`,
  notBefore: (when: string) => `Chuyển bước được từ ${when}.`,
  reason: 'Lý do',
  withdraw: 'Rút đề xuất',
  reopen: 'Mở lại đề xuất',
  led: (name: string, when: string) => `${name}, ${when}`,
  undecided: (n: string) =>
    `Còn ${n} sửa đổi chưa có quyết định. Chốt văn bản thì những sửa đổi này được ghi là không được xem xét.`,
  seeAmendments: 'Xem các sửa đổi',
  confirm: (stage: string) => `Xác nhận chuyển sang: ${stage}`,
  cancel: 'Hủy',
  noWayBack: 'Sau khi chuyển bước, không thể quay lại bước trước.',
  means: {
    amendments: 'Từ bước này mọi người đề xuất sửa đổi lời văn.',
    frozen: 'Từ bước này văn bản không sửa được nữa, và không nhận thêm sửa đổi.',
    vote: 'Từ bước này văn bản không sửa được và đề xuất không rút được nữa.',
    decided: 'Đề xuất được ghi là đã quyết định.',
    answered: 'Đề xuất được ghi là đã trả lời.',
  } as Partial<Record<StagesStage, string>>,
  consultationFirst: (until: string) =>
    `Đợt lấy ý kiến nhận góp ý đến ${until} và chưa kết thúc. Chốt được văn bản sau khi mọi góp ý đã được trả lời và đợt đã kết thúc.`,
  consultationStays: 'Đợt lấy ý kiến đang mở không mất khi rút đề xuất: các góp ý vẫn cần được trả lời.',
  toConsultation: 'Xem đợt lấy ý kiến',
}

const en: typeof vi = {
  lead: (stage) => `Move to: ${stage}`,
  notBefore: (when) => `Possible from ${when}.`,
  reason: 'Reason',
  withdraw: 'Withdraw the proposal',
  reopen: 'Reopen the proposal',
  led: (name, when) => `${name}, ${when}`,
  undecided: (n) => `Amendments not decided: ${n}. Once the text is frozen they are recorded as not considered.`,
  seeAmendments: 'See the amendments',
  confirm: (stage) => `Yes, move to: ${stage}`,
  cancel: 'Cancel',
  noWayBack: 'There is no way back into the stage before.',
  means: {
    amendments: 'From this stage on members propose amendments of the text.',
    frozen: 'From this stage on the text cannot be changed, and no more amendments are taken.',
    vote: 'From this stage on the text cannot be changed, and the proposal cannot be withdrawn.',
    decided: 'The proposal is recorded as decided.',
    answered: 'The proposal is recorded as answered.',
  },
  consultationFirst: (until) =>
    `A consultation takes comments until ${until} and is not closed. The text can be frozen once each comment is answered and it is closed.`,
  consultationStays: 'The consultation that is open stays when the proposal is withdrawn: its comments still need their answers.',
  toConsultation: 'See the consultation',
}

export const words = { vi, en }
