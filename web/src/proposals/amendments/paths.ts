/** Addresses of amendments: parts of the page of their proposal. */
import { toProposal } from '../paths'

export const toAmendments = (proposal: number): string => `${toProposal(proposal)}?view=amendments`
export const toAmendment = (proposal: number, id: number): string => `${toAmendments(proposal)}&amendment=${id}`
export const toWriting = (proposal: number, id?: number): string =>
  id ? `${toAmendment(proposal, id)}&write` : `${toAmendments(proposal)}&write`
export const toDesk = (proposal: number, take?: number): string =>
  `${toAmendments(proposal)}&desk${take ? `=${take}` : ''}`
