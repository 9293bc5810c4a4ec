/** Addresses of proposals, apart from the router's: few screens lead here. */
export const toProposal = (id: number) => `/proposals/${id}`
export const toProposals = (room: number) => `/r/${room}/proposals`
