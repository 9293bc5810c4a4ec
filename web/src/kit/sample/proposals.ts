/** A proposal at several steps of its way. */
import type { Proposal, ProposalSnapshot, Staged, StagesStage } from '../../api/types.gen'
import { AT } from './room'

const WAY: StagesStage[] = ['discussion', 'amendments', 'frozen', 'vote', 'decided', 'answered']

export function proposalAt(stage: StagesStage, more: Partial<Proposal> = {}): ProposalSnapshot {
  const proposal: Proposal = {
    ...{ id: 1, room_id: 1, table_id: 1, thread_id: 1, begun_by: 1, from_thread: null, from_post: null },
    ...{ title: 'Hạ mức vốn tối thiểu', version: 2, versioned_at: AT, stage, round: 1, since: AT, due: null },
    ...{ supporters: 12, standing: 0 },
    ...more,
  }
  const way = stage === 'withdrawn' ? [...WAY.slice(0, 2), stage] : WAY.slice(0, WAY.indexOf(stage) + 1)
  const been: StagesStage[] = ['drafting', ...way]
  const stages = been.map((each, number): Staged => ({
    ...{ number, round: proposal.round, stage: each, since: AT, due: null, by: 1, reason: '' },
  }))
  const ballot = { quorum: 50 }
  return {
    ...{ proposal, journal: 1, epoch: 1, seq: 1, versions: [], stages, articles: [], authors: [] },
    ...{ procedure: { id: 1, title: 'Góp ý và biểu quyết', steps: WAY.map((each) => ({ stage: each })), ballot } },
    ...{ ways: [], supported: null, drafting: null, consultation: null, me: 1, now: AT },
  }
}
export const PROPOSALS = [
  proposalAt('drafting'),
  proposalAt('amendments', { due: '2026-12-04T10:00:00Z' }),
  proposalAt('vote', { round: 2 }),
  proposalAt('answered'),
  proposalAt('withdrawn'),
]
