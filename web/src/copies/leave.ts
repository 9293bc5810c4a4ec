/** All copies go with whoever leaves; the worker hears of it too, so that no answer that is still on its way is kept after them. */
import * as keeping from './keeping'
import { tellWorker } from './tell'

export function forgetAll(): Promise<void> {
  void tellWorker('leave')
  return keeping.forgetAll()
}
