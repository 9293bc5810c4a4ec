/** What nothing else on the page would ask for again is asked for until it is there. */
import { isUncertain } from '../api/client'
import { backoffMs } from '../live/cursor'

/** About four minutes of a server that does not answer on a line that stands. */
const TRIES = 20

/** Null: refused, or given up; never given up while the line does not stand. */
export async function persist<T>(ask: () => Promise<T>, stands: () => boolean): Promise<T | null> {
  for (let tries = 0; ; tries++)
    try {
      return await ask()
    } catch (error) {
      if (!isUncertain(error) || (tries >= TRIES && stands())) return null
      await new Promise((again) => setTimeout(again, 500 + backoffMs(tries)))
    }
}
