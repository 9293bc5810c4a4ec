/** A case in a view of the queue; 0: the queue itself. */
export const toCase = (id: number, view = 'waiting') =>
  `/moderation${id ? `/${id}` : ''}${view === 'waiting' ? '' : `?view=${view}`}`
