/**
 * Files on their way: each until it has arrived, or was removed. One that did not get through stays,
 * with the reason, and goes again under the same key.
 */
import { announcer } from '../a11y/announce.svelte'
import { Problem } from '../api/client'
import { newKey } from '../api/key'
import type { Attachment } from '../api/types'
import { lang } from '../i18n/lang.svelte'
import { upload, type Upload } from './upload'
import { words } from './words'

export const MOST = 5

export class Sent {
  part = $state.raw(0)
  trouble = $state.raw('')
  key = newKey()
  upload: Upload | null = null
  constructor(
    readonly file: File,
    /** Which it is of all that were chosen: small ones arrive before large ones. */
    readonly order: number,
  ) {}
}

export class Uploads {
  list = $state.raw<Sent[]>([])
  trouble = $state.raw('')
  #chosen = 0

  constructor(
    readonly room: number,
    /** How many have arrived. */
    readonly there: () => number,
    readonly arrived: (file: Attachment, order: number) => void,
  ) {}

  take(files: Iterable<File>): void {
    this.trouble = ''
    for (const file of files) {
      if (this.there() + this.list.length >= MOST) {
        this.trouble = lang.of(words).tooMany(lang.n(MOST))
        return
      }
      const sent = new Sent(file, ++this.#chosen)
      this.list = [...this.list, sent]
      void this.send(sent)
    }
  }
  async send(sent: Sent): Promise<void> {
    sent.trouble = ''
    sent.part = 0
    sent.upload = upload(this.room, sent.file, sent.key, (part) => (sent.part = part))
    try {
      const file = await sent.upload.done
      if (!this.list.includes(sent)) return
      this.#without(sent)
      this.arrived(file, sent.order)
      announcer.now(lang.of(words).arrived(file.name))
    } catch (error) {
      if (!this.list.includes(sent)) return
      const refused = error instanceof Problem && error.status < 500 && error.status !== 429
      if (refused) sent.key = newKey()
      sent.trouble = error instanceof Problem ? error.detail : lang.of(words).lost
      this.list = [...this.list]
    }
  }
  remove(sent: Sent): void {
    this.#without(sent)
    sent.upload?.stop()
  }
  stop(): void {
    for (const sent of this.list) this.remove(sent)
  }
  #without(sent: Sent): void {
    this.list = this.list.filter((each) => each !== sent)
  }
}
