/**
 * What a proof of a log says, held against its heads: RFC 9162, 2.1.3.2 and 2.1.4.2 (the tree is that of RFC 6962). Hashes are
 * hexadecimal, sizes below 2³¹.
 */
const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
export const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

async function hash(kind: number, ...parts: Uint8Array<ArrayBuffer>[]): Promise<string> {
  const whole = Uint8Array.from([kind, ...parts.flatMap((part) => [...part])])
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', whole)))
}
export const leafHash = (record: string): Promise<string> => hash(0, new TextEncoder().encode(record))
export const joined = (left: string, right: string): Promise<string> => hash(1, bytesOf(left), bytesOf(right))

export interface Head {
  size: number
  root: string
}

/** Whether the log of the second head begins with that of the first. */
export async function continues(first: Head, second: Head, proof: string[]): Promise<boolean> {
  if (first.size === second.size) return first.root === second.root && proof.length === 0
  if (first.size < 1 || first.size > second.size) return false
  // Where the first is a perfect tree, its root is itself the beginning of the proof.
  const isPerfect = (first.size & (first.size - 1)) === 0
  const [start, ...path] = isPerfect ? [first.root, ...proof] : proof
  if (start === undefined) return false
  let fn = first.size - 1
  let sn = second.size - 1
  for (; fn & 1; fn >>= 1) sn >>= 1
  let old = start
  let now = start
  for (const step of path) {
    if (sn === 0) return false
    if (fn & 1 || fn === sn) {
      old = await joined(step, old)
      now = await joined(step, now)
      for (; !(fn & 1) && fn; fn >>= 1) sn >>= 1
    } else now = await joined(now, step)
    fn >>= 1
    sn >>= 1
  }
  return sn === 0 && old === first.root && now === second.root
}

/** Whether the leaf is in the log of this head, at its place. */
export async function holds(head: Head, leaf: number, record: string, proof: string[]): Promise<boolean> {
  if (leaf >= head.size) return false
  let fn = leaf
  let sn = head.size - 1
  let root = await leafHash(record)
  for (const step of proof) {
    if (sn === 0) return false
    if (fn & 1 || fn === sn) {
      root = await joined(step, root)
      for (; !(fn & 1) && fn; fn >>= 1) sn >>= 1
    } else root = await joined(root, step)
    fn >>= 1
    sn >>= 1
  }
  return sn === 0 && root === head.root
}
