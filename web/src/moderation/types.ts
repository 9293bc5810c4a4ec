/** The shapes of moderation by the names its pages use. They come from the server. */
import type * as gen from '../api/types.gen'

export type { BanProposal, Case, CaseFile, Counts, Decision, Doing, Moderator, Queue, Reason, Shown } from '../api/types.gen'
/** Acts about what was written; the others are about who wrote it. */
export type OfWords = 'approve' | 'hide' | 'remove' | 'edit' | 'restore'
export type AboutPerson = Exclude<gen.Doing, OfWords>
export type View = keyof gen.Counts | 'decided'
export type CaseEvent = Extract<gen.Event, { case: gen.Case }>
