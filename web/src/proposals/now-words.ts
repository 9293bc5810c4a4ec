/** The words of what goes on with a proposal now, which come after its first words. */
const vi = {
  over: (stage: string, next: string) => `Bước ${stage} đã đủ thời gian, có thể chuyển sang ${next}.`,
  toLead: 'Chuyển bước',
  isVoted: 'Đề xuất đang ở bước biểu quyết.',
  toVote: 'Tới phần biểu quyết',
  consulted: (version: string, until: string) => `Đang lấy ý kiến về bản ${version}, nhận góp ý đến ${until}.`,
  commentsOver: (until: string) => `Đợt lấy ý kiến hết hạn góp ý từ ${until}; đang tiếp thu, giải trình.`,
  toComment: 'Đọc và góp ý',
  toComments: 'Xem các góp ý',
}

const en: typeof vi = {
  over: (stage, next) => `The stage ${stage} has lasted long enough: it can be led into ${next}.`,
  toLead: 'Lead on',
  isVoted: 'The proposal is put to the vote.',
  toVote: 'To the vote',
  consulted: (version, until) => `A consultation on version ${version} takes comments until ${until}.`,
  commentsOver: (until) => `The consultation took comments until ${until}; they are being answered.`,
  toComment: 'Read and comment',
  toComments: 'See the comments',
}

export const words = { vi, en }
