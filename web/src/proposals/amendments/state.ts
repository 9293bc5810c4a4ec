/** What became of an amendment: one that is open once the stage of amendments is over was not considered. */
import type { StagesStage } from '../../api/types.gen'
import type { Amendment, State } from './types'

const OVER: StagesStage[] = ['frozen', 'vote', 'decided', 'answered']

export const isOver = (stage: StagesStage): boolean => OVER.includes(stage)
export const stateOf = (line: Amendment, stage: StagesStage): State | 'unconsidered' =>
  line.state === 'open' && isOver(stage) ? 'unconsidered' : line.state
