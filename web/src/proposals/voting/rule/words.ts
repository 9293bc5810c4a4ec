/** The rule of a vote in words: what its parts are called, and the sentences they make. */
import { words as voting } from '../words'
import { has, type Rule } from './rule'

type Say = (n: number) => string
const vi = {
  method: 'Cách biểu quyết',
  methods: {
    majority: 'Tán thành hay không tán thành',
    consent: 'Đồng thuận: không ai phản đối',
    approval: 'Chọn một hay nhiều phương án',
    score: 'Chấm điểm các phương án',
    schulze: 'Xếp hạng, so từng đôi (Schulze)',
    runoff: 'Xếp hạng, loại dần phương án cuối',
    transferable: 'Xếp hạng, phiếu chuyển nhượng (bầu nhiều người)',
    greedy: 'Phân bổ ngân sách: nhiều phiếu trước',
    equal_shares: 'Phân bổ ngân sách: phần bằng nhau',
  } as Record<Rule['method'], string>,
  means: (method: Rule['method']): string => voting.vi.methods[method],
  quorum: 'Tỷ lệ tham gia tối thiểu (%)',
  quorums: (n: number): string =>
    n ? `Biểu quyết có giá trị khi ít nhất ${n}% số người có quyền bỏ phiếu.` : 'Bao nhiêu người bỏ phiếu thì biểu quyết cũng có giá trị.',
  majority: 'Đa số cần có',
  majorities: { simple: 'quá nửa', absolute: 'quá nửa số người có quyền', two_thirds: 'hai phần ba' } as Record<Rule['majority'], string>,
  of: 'Tính trên',
  ofs: { cast: 'số phiếu tán thành và không tán thành', roll: 'số người có quyền bỏ phiếu' } as Record<Rule['of'], string>,
  strict: 'Vừa đúng mức ấy thì',
  stricts: { usual: 'theo lệ thường', more: 'chưa đủ: phải nhiều hơn', least: 'là đủ' },
  passes: (more: boolean, part: string, of: string): string => `Được thông qua khi số phiếu tán thành ${more ? 'nhiều hơn' : 'ít nhất bằng'} ${part} ${of}.`,
  half: 'một nửa',
  twoThirds: 'hai phần ba',
  secret: 'Bỏ phiếu kín',
  secrecy: (secret: boolean): string =>
    secret ? 'Không ai thấy người khác chọn gì, chỉ thấy bao nhiêu người đã bỏ phiếu.' : 'Ai đọc được phòng cũng thấy ai chọn gì.',
  reasons: 'Lý do kèm theo phiếu',
  whoseReasons: { none: 'không hỏi', against: 'phiếu không tán thành phải nêu', all: 'phiếu nào cũng phải nêu' } as Record<Rule['reasons'], string>,
  reasonsSay: {
    none: '',
    against: 'Phiếu không tán thành phải nêu lý do.',
    all: 'Phiếu nào cũng phải nêu lý do.',
  } as Record<Rule['reasons'], string>,
  statusQuo: 'Có phương án “Giữ nguyên hiện trạng” trên phiếu',
  statusQuoSays: 'Trên phiếu có phương án giữ nguyên hiện trạng.',
  highest: 'Điểm cao nhất',
  highestSays: (n: number, say: Say): string => `Mỗi phương án được chấm từ 0 đến ${say(n)}.`,
  seats: 'Số người được bầu',
  seatsSay: (n: number, say: Say): string => `Bầu ${say(n)} người.`,
  budget: 'Ngân sách',
  budgetSays: (n: number, say: Say): string => `Ngân sách là ${say(n)}; mỗi phương án có chi phí của nó.`,
  shown: 'Kết quả hiện khi nào',
  when: {
    closed: 'khi đóng biểu quyết',
    counts: 'trước khi đóng chỉ hiện số người đã bỏ phiếu',
    own: 'sau khi chính mình bỏ phiếu',
    live: 'ngay trong lúc biểu quyết',
  } as Record<Rule['shown'], string>,
  shows: {
    closed: 'Không ai thấy kết quả trước khi đóng biểu quyết.',
    counts: 'Trước khi đóng biểu quyết chỉ thấy bao nhiêu người đã bỏ phiếu.',
    own: 'Ai đã bỏ phiếu thì thấy kết quả đến lúc đó; ai chưa bỏ phiếu thì chưa.',
    live: 'Ai cũng thấy kết quả đến lúc đó, ngay khi đang biểu quyết.',
  } as Record<Rule['shown'], string>,
}
const en: typeof vi = {
  method: 'Method',
  methods: {
    majority: 'For or against',
    consent: 'Consent: nobody objects',
    approval: 'Choose one or more options',
    score: 'Score the options',
    schulze: 'Rank them, compared in pairs (Schulze)',
    runoff: 'Rank them, the last one goes out (instant run-off)',
    transferable: 'Rank them, transferable vote (several seats)',
    greedy: 'Share out a budget: most votes first',
    equal_shares: 'Share out a budget: equal shares',
  },
  means: (method) => voting.en.methods[method],
  quorum: 'Quorum (%)',
  quorums: (n) =>
    n ? `The vote counts if at least ${n}% of those who may vote do so.` : 'The vote counts however few take part.',
  majority: 'Majority',
  majorities: { simple: 'more than half', absolute: 'more than half of all who may vote', two_thirds: 'two thirds' },
  of: 'Of',
  ofs: { cast: 'the votes for and against', roll: 'all who may vote' },
  strict: 'Just as much',
  stricts: { usual: 'as is customary', more: 'is too few: more is needed', least: 'is enough' },
  passes: (more, part, of) => `It passes with ${more ? 'more than' : 'at least'} ${part} of ${of} in favour.`,
  half: 'half',
  twoThirds: 'two thirds',
  secret: 'Secret ballot',
  secrecy: (secret) =>
    secret ? 'Nobody sees what others chose, only how many have voted.' : 'Whoever can read the room sees who chose what.',
  reasons: 'Reasons with the ballot',
  whoseReasons: { none: 'are not asked for', against: 'are needed against', all: 'are needed always' },
  reasonsSay: { none: '', against: 'A ballot against needs a reason.', all: 'Each ballot needs a reason.' },
  statusQuo: '“The status quo” is on the ballot',
  statusQuoSays: 'That all stays as it is, is on the ballot.',
  highest: 'Highest score',
  highestSays: (n, say) => `Each option is scored from 0 to ${say(n)}.`,
  seats: 'Seats',
  seatsSay: (n, say) => (n === 1 ? 'One is elected.' : `${say(n)} are elected.`),
  budget: 'Budget',
  budgetSays: (n, say) => `The budget is ${say(n)}; each option has its cost.`,
  shown: 'When results show',
  when: {
    closed: 'once the vote is closed',
    counts: 'until then only how many have voted',
    own: 'after one has voted oneself',
    live: 'while the vote is open',
  },
  shows: {
    closed: 'Nobody sees the result before the vote is closed.',
    counts: 'Before the vote is closed only the number of those who have voted is seen.',
    own: 'Whoever has voted sees the result so far; whoever has not does not.',
    live: 'Everybody sees the result so far while the vote is open.',
  },
}
export const words = { vi, en }

type Words = typeof vi
export function majoritySays(rule: Pick<Rule, 'majority' | 'of' | 'strict'>, w: Words): string {
  const ofRoll = rule.majority === 'absolute' || rule.of === 'roll'
  const more = rule.strict ?? rule.majority !== 'two_thirds'
  return w.passes(more, rule.majority === 'two_thirds' ? w.twoThirds : w.half, w.ofs[ofRoll ? 'roll' : 'cast'])
}
/** All of a rule, a sentence for each of its parts. */
export function sentences(rule: Rule, w: Words, say: Say): string[] {
  return [
    rule.method === 'majority' ? majoritySays(rule, w) : w.means(rule.method),
    has(rule, 'highest') && w.highestSays(rule.highest, say),
    has(rule, 'seats') && w.seatsSay(rule.seats, say),
    has(rule, 'budget') && w.budgetSays(rule.budget, say),
    rule.status_quo && w.statusQuoSays,
    w.quorums(rule.quorum),
    w.secrecy(rule.secret),
    w.reasonsSay[rule.reasons],
    w.shows[rule.shown],
  ].filter((each) => typeof each === 'string' && each !== '') as string[]
}
