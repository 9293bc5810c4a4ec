/** The words of reactions: they come with the first of them, or when one is asked for. */
const vi = {
  title: 'Bày tỏ',
  to: (name: string) => `Bày tỏ với ${name}`,
  hint: 'Người viết và mọi người trong phòng thấy số người bày tỏ. Không tính vào đồng tình hay không đồng tình.',
  kinds: {
    thanks: 'Cảm ơn',
    useful: 'Hữu ích',
    source: 'Cần dẫn chứng',
    unclear: 'Chưa rõ',
  },
  given: (what: string) => `Đã bày tỏ: ${what}.`,
  takenBack: (what: string) => `Đã rút: ${what}.`,
}
const en: typeof vi = {
  title: 'Reactions',
  to: (name) => `React to ${name}`,
  hint: 'The author and everybody in the room see how many did. It does not count as agreeing or disagreeing.',
  kinds: {
    thanks: 'Thanks',
    useful: 'Useful',
    source: 'Source needed',
    unclear: 'Unclear',
  },
  given: (what) => `Recorded: ${what}.`,
  takenBack: (what) => `Taken back: ${what}.`,
}
export const words = { vi, en }
/** In the order in which they are shown. */
export const KINDS = ['thanks', 'useful', 'source', 'unclear'] as const
