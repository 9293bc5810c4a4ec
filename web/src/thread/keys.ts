/** The single letters of the thread. */
import type { Keys } from '../ui/keys-words'
import { later } from '../ui/later'
import type { Desk } from './desk.svelte'
import { turn } from './place'
import type { Row } from './row.svelte'

export function keysOf(desk: Desk): Keys<'thread'> {
  const at = (act: (row: Row) => unknown) => () => {
    if (desk.store.current) void act(desk.store.current)
  }
  return {
    j: () => desk.step(1),
    k: () => desk.step(-1),
    n: () => desk.step(1, (row) => row.unread || row.fresh),
    N: () => desk.step(-1, (row) => row.unread || row.fresh),
    p: at((row) => row.parent && desk.go(row.parent)),
    o: at((row) => desk.fold(row)),
    r: at((row) => desk.reply(row)),
    q: at(async (row) => (await later.further()).quote(desk, row)),
    t: at(async (row) => (await later.besides()).choose(desk, row)),
    u: at(async (row) => (await later.further()).unreadFrom(desk, row)),
    PageDown: () => turn(1),
    PageUp: () => turn(-1),
    c: () => {
      if (!desk.mayPost) return
      void desk.compose?.aim(null)
      desk.write()
    },
    Escape: at((row) => desk.go(row)),
  }
}
