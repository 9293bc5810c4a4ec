/** Who is signed in, as this tab knows it. An ended session opens a dialog in place; nothing is lost by it. */
import { caller } from './api/client'
import * as server from './api/server'
import type { Language, Person } from './api/types'
import { lang } from './i18n/lang.svelte'
import { live } from './live/line.svelte'
import { sender } from './live/sender.svelte'
import { listen, tell } from './live/tabs'

class SessionState {
  person = $state.raw<Person | null>(null)
  /** The session ended while somebody was at work: ask them to sign in again, here. */
  expired = $state.raw(false)
  /** Who had this page and has no account any more. */
  erased = 0
  /** The room in which they moderate; null: they do not. */
  moderation = $state.raw<number | null>(null)
  /** Counts changes of who reads: what was fetched for another reader is fetched again. */
  reader = $state.raw(0)

  async start(): Promise<void> {
    caller.expired = () => void this.#lost()
    live.ended = (why) => void this.#lost(why === 'account-erased')
    caller.answered = (copied) => {
      if (!copied) live.line.hurry()
      // On a line that stands a copy does not last: the room is asked for anew.
      else if (live.state !== 'live') live.copied = Math.min(copied, live.copied || copied)
    }
    live.back = () => sender.hurry()
    live.inboxed.add((told) => void (told?.event.type.startsWith('room.') && this.#moderates()))
    sender.listen()
    listen((told) => told.type === 'session' && void this.look())
    let build = ''
    try {
      const found = await server.session()
      this.person = found.person
      this.moderation = found.moderation
      build = found.build
    } catch {
      // Without an answer the page still opens: what it shows says for itself that it could not load.
    }
    await sender.belongTo(this.person?.id ?? null)
    live.start(build)
  }

  async entered(person: Person): Promise<void> {
    const another = person.id !== this.person?.id
    this.person = person
    this.expired = false
    if (another) this.reader++
    if (another) void this.#moderates()
    if (person.language !== lang.code) await lang.speak(person.language)
    live.line.open()
    await sender.belongTo(person.id)
    tell({ type: 'session' })
  }

  /** In another language from now on: at once on this page, and kept with the person, if there is one. */
  async speak(language: Language): Promise<void> {
    await lang.speak(language)
    const now = this.person
    if (!now || now.language === language) return
    const done = await server.describeMe({ ...now, language }).catch(() => null)
    if (done) this.person = done.result
  }

  async leave(): Promise<void> {
    await server.signOut()
    await this.gone()
  }

  /** The session of this browser was ended, by whatever act. */
  async gone(): Promise<void> {
    await this.#nobody()
    tell({ type: 'session' })
  }

  async #moderates(): Promise<void> {
    const found = await server.session().catch(() => null)
    if (found) this.moderation = found.moderation
  }
  async #lost(erased = false): Promise<void> {
    const { person } = this
    if (!person || (this.expired && !erased)) return
    const found = await server.session().catch(() => null)
    // Meanwhile the act that ended it may have told this page itself: then nobody is to be asked.
    if (!found || found.person || !this.person) return
    if (erased) {
      this.erased = person.id
      await this.#nobody()
    }
    this.expired = true
  }
  /** Another tab signed in or out; or what this one believed was a copy. */
  async look(): Promise<void> {
    const found = await server.session().catch(() => null)
    if (!found) return
    this.moderation = found.moderation
    if (found.person && (found.person.id !== this.person?.id || this.expired)) {
      this.expired = false
      if (found.person.id !== this.person?.id) this.reader++
      this.person = found.person
      live.line.open()
      await sender.belongTo(found.person.id)
    } else if (found.person) this.person = found.person
    else if (this.person) await this.#nobody()
  }
  async #nobody(): Promise<void> {
    this.person = null
    this.moderation = null
    this.expired = false
    this.reader++
    live.line.open()
    await sender.belongTo(null)
  }
}
export const session = new SessionState()
