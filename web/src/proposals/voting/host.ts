/** Where a vote is shown: the room it is in, null while that is on its way, and how its members are called there. */
import type { OpenRoom } from '../../room/room.svelte'

export interface Host {
  room: OpenRoom | null
  name(number: number): string
}
