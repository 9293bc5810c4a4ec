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
const ED25519 = 1
/** The key's 32 bytes, of `name+hash+key`; null: the text is none. */
export function keyOf(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const [kind, ...key] = bytes(text.trim().split('+').slice(2).join('+'))
    return kind === ED25519 && key.length === 32 ? Uint8Array.from(key) : null
  } catch {
    return null
  }
}
/** Whether it was signed with this key; null: this browser cannot say. A signature that cannot be read is a wrong one. */
export async function isSigned(note: Note, key: string): Promise<boolean | null> {
  const [said = '', mark = ''] = note.text.split('\n\n')
  const known = keyOf(key)
  const signer = known && (await crypto.subtle.importKey('raw', known, 'Ed25519', false, ['verify']).catch(() => null))
  if (!signer) return null
  try {
    const signature = bytes(mark.trim().split(' ').at(-1) ?? '').slice(4)
    return await crypto.subtle.verify('Ed25519', signer, signature, new TextEncoder().encode(`${said}\n`))
  } catch {
    return false
  }
}
