/**
 * What stands on the page: the screen of the address, as soon as its chunk is here. Until then, and when
 * the chunk cannot be had, the screen before stays, so that a line that breaks never empties the page.
 */
import { announcer } from '../a11y/announce.svelte'
import * as server from '../api/server'
import { here } from '../here.svelte'
import { lang } from '../i18n/lang.svelte'
import type { Screen } from '../router'
import { screenOf, type Screens } from './screens'

export type Ready = {
  [K in keyof Screens]: { name: K; View: Screens[K]; screen: Extract<Screen, { name: K }> }
}[keyof Screens]

class Stage {
  ready = $state.raw<Ready | null>(null)
  failed = $state.raw(false)

  async show(wanted: Screen): Promise<void> {
    this.failed = false
    try {
      const View = await screenOf(wanted.name)
      if (wanted === here.screen) this.ready = { name: wanted.name, View, screen: wanted } as Ready
    } catch {
      if (wanted !== here.screen) return
      this.failed = true
      // Reachable after all: the chunk went with an older build, or broke off. Not on a first load,
      // which would begin again for ever.
      if (this.ready) await this.again()
    }
  }
  /** From the start, at the same address, when the server can be reached; else said once more. */
  async again(): Promise<void> {
    const wanted = here.screen
    const answered = await server.session().then(
      () => true,
      () => false,
    )
    if (wanted !== here.screen) return
    if (answered) location.reload()
    else announcer.now(lang.words.screenFailed)
  }
}
export const stage = new Stage()
