/** A checkpoint as text: origin, size, root and time, signed (C2SP's tlog-checkpoint and signed-note). */
import { hexOf, type Head } from './tree'

export interface Note extends Head {
  /** The log's name: another one after it was restored from a backup. */
  origin: string
  at: string
  text: string
}
const bytes = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))

/** The checkpoint of this vote; null: the text is none. */
export function read(text: string, vote: number): Note | null {
  const [origin = '', size = '', root = '', at = '', empty, signature = '', end] = text.split('\n')
  const isWhole = empty === '' && end === '' && signature.startsWith(`— ${origin} `)
  if (!isWhole || !new RegExp(`/votes/${vote}(/\\d+)?$`).test(origin) || !/^\d{1,9}$/.test(size)) return null
  try {
    return { origin, size: Number(size), root: hexOf(bytes(root)), at, text }
  } catch {
    return null
  }
}
/** Whether it was signed with this key (`name+hash+key`); null: this browser cannot say. */
export async function isSigned(note: Note, key: string): Promise<boolean | null> {
  const [said = '', mark = ''] = note.text.split('\n\n')
  try {
    const known = bytes(key.trim().split('+').slice(2).join('+')).slice(1)
    const signer = await crypto.subtle.importKey('raw', known, 'Ed25519', false, ['verify'])
    const signature = bytes(mark.trim().split(' ').at(-1) ?? '').slice(4)
    return await crypto.subtle.verify('Ed25519', signer, signature, new TextEncoder().encode(`${said}\n`))
  } catch {
    return null
  }
}
