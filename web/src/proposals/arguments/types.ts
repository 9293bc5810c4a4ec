/** Arguments as the server tells of them. */
import type { Argument as Told, Evidence, Post } from '../../api/types.gen'

export type {
  Answerable,
  ArgumentAnswer,
  ArgumentUse,
  Arguments as Page,
  Column,
  ColumnCounts as Counts,
  Evidence,
  Post,
  RepliesPage,
  Said,
  Stance,
  ArgumentsSummary as Summary,
} from '../../api/types.gen'

export type Argument = Required<
  Pick<
    Told,
    | 'column'
    | 'strength'
    | 'replies'
    | 'used_by'
    | 'used_at'
    | 'answer_id'
    | 'answer_author'
    | 'answered_by'
    | 'answered_at'
    | 'still_open_at'
    | 'mine'
  >
> &
  Post & {
    /** It was put back while it was read. */
    released?: boolean
  }

/** An argument and the best that is said for it. */
export interface Line {
  argument: Argument
  evidence: Evidence | null
}

export type Order = 'strength' | 'time'
