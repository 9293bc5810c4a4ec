/** Votes by each sort of ballot, and with each sort of turnout. */
import type { Method, Rule, Vote, VoteShown } from '../../api/types.gen'
import { AT } from './room'

const OPTIONS = [
  { title: 'Giữ 500 triệu đồng', cost: 400 },
  { title: 'Hạ xuống 300 triệu đồng', cost: 250 },
  { title: 'Bỏ mức vốn tối thiểu cho hộ kinh doanh chuyển đổi thành doanh nghiệp', cost: 150 },
]
export function voteBy(rule: Rule, more: Partial<Vote> = {}): Vote {
  return {
    ...{ id: 1, room_id: 1, thread_id: 1, proposal_id: 1, version: 2, round: 1, title: 'Mức vốn tối thiểu', rule },
    ...{ options: OPTIONS, opened_by: 1, opened_at: AT, closes_at: '2026-12-04T10:00:00Z', voters: 40, voted: 18 },
    ...{ closed_at: null, result: null, annulled_at: null, annulled_by: null, annulled_reason: null },
    ...more,
  }
}
export const METHODS: Method[] = ['majority', 'consent', 'approval', 'greedy', 'score', 'schulze', 'runoff']

export function turnout(quorum: number, voted: number): VoteShown {
  const vote = voteBy({ method: 'majority' }, { voted })
  return {
    ...{ vote, epoch: 1, seq: 1, now: AT, me: 1, listed: true, voted: false, why_not: null, mine: null, tally: null },
    ...{ meaning: { method: 'majority', quorum, part: '1/2', more: true, needed: 10, options: 0, seats: 0, budget: 0, highest: 0 } },
    ...{ size: 0, signed: 0 },
  }
}
