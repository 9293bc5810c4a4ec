/** What the tabs of one browser tell each other. */
export type Told =
  | { type: 'outbox' }
  | { type: 'draft'; id: string }
  | { type: 'read'; room: number; unread: number }
  | { type: 'cast'; vote: number }
  | { type: 'session' }

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('dienhong')

export const tell = (told: Told): void => channel?.postMessage(told)

export function listen(hear: (told: Told) => void): () => void {
  const heard = ({ data }: MessageEvent<Told>) => hear(data)
  channel?.addEventListener('message', heard)
  return () => channel?.removeEventListener('message', heard)
}
