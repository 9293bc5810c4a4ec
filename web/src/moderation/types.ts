/** The shapes of moderation by the names its pages use. They come from the server. */
import type * as gen from '../api/types.gen'

export type { BanProposal, Case, CaseFile, Counts, Decision, Doing, ErasureProposal, Ground, Moderator, Queue, Reason, RequestFile, Shown } from '../api/types.gen'
/** Acts about what was written; the others are about who wrote it. */
export type OfWords = 'approve' | 'hide' | 'remove' | 'edit' | 'restore'
/** What somebody can ask about their own data, and how it is answered. */
export type Asked = NonNullable<gen.Case['asked']>
export type AboutPerson = Exclude<gen.Doing, OfWords | 'fulfil' | 'refuse'>
export type View = keyof gen.Counts | 'decided'
export type CaseEvent = Extract<gen.Event, { case: gen.Case }>
