import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { isSigned, read } from '../src/proposals/voting/log/note'
import { continues, holds, joined, leafHash } from '../src/proposals/voting/log/tree'

// The definitions of RFC 6962, 2.1, as they are written there: they share nothing with what is tested but the hash.
const MOST = 18
vi.setConfig({ testTimeout: 60_000 }) // a watchdog: each hash is waited for
const records = Array.from({ length: MOST }, (_, n) => `dòng ${n}\n`)
let hashes: string[]
beforeAll(async () => void (hashes = await Promise.all(records.map(leafHash))))

const half = (n: number) => 2 ** (Math.ceil(Math.log2(n)) - 1)
async function root(of: string[]): Promise<string> {
  if (of.length === 1) return of[0]!
  return joined(await root(of.slice(0, half(of.length))), await root(of.slice(half(of.length))))
}
async function path(leaf: number, of: string[]): Promise<string[]> {
  if (of.length === 1) return []
  const k = half(of.length)
  return leaf < k
    ? [...(await path(leaf, of.slice(0, k))), await root(of.slice(k))]
    : [...(await path(leaf - k, of.slice(k))), await root(of.slice(0, k))]
}
async function growth(first: number, of: string[], whole = true): Promise<string[]> {
  if (first === of.length) return whole ? [] : [await root(of)]
  const k = half(of.length)
  return first <= k
    ? [...(await growth(first, of.slice(0, k), whole)), await root(of.slice(k))]
    : [...(await growth(first - k, of.slice(k), false)), await root(of.slice(0, k))]
}
const head = async (size: number) => ({ size, root: await root(hashes.slice(0, size)) })

test('each log continues each of its beginnings, and no other', async () => {
  for (let second = 1; second <= MOST; second++)
    for (let first = 1; first <= second; first++) {
      const proof = await growth(first, hashes.slice(0, second))
      const [old, now] = [await head(first), await head(second)]
      expect(await continues(old, now, proof), `${first} to ${second}`).toBe(true)
      const wrong = { ...old, root: await leafHash(old.root) }
      expect(await continues(wrong, now, proof)).toBe(false)
      expect(await continues(old, { ...now, root: wrong.root }, proof)).toBe(false)
      expect(await continues(now, old, proof)).toBe(first === second)
    }
})

test('a proof with a hash changed, left out, put in or put elsewhere proves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: MOST }), fc.integer({ min: 1, max: MOST }), fc.nat(9), fc.nat(3), async (a, b, at, how) => {
      const [first, second] = [Math.min(a, b), Math.max(a, b)]
      const proof = await growth(first, hashes.slice(0, second))
      const there = proof.length ? at % proof.length : 0
      const changed = [
        proof.map((each, n) => (n === there ? hashes[0]! : each)),
        proof.toSpliced(there, 1),
        proof.toSpliced(there, 0, hashes[1]!),
        proof.toReversed(),
      ][how]!
      fc.pre(changed.join() !== proof.join())
      expect(await continues(await head(first), await head(second), changed)).toBe(false)
    }),
  )
})

test('each leaf is in each log that has it, at its place alone', async () => {
  for (let size = 1; size <= MOST; size++) {
    const now = await head(size)
    for (let leaf = 0; leaf < size; leaf++) {
      const proof = await path(leaf, hashes.slice(0, size))
      expect(await holds(now, leaf, records[leaf]!, proof)).toBe(true)
      expect(await holds(now, leaf, `${records[leaf]}x`, proof)).toBe(false)
      if (size > 1) expect(await holds(now, (leaf + 1) % size, records[leaf]!, proof)).toBe(false)
    }
    expect(await holds(now, size, records[0]!, [])).toBe(false)
  }
})

test('a checkpoint is read where it is of this vote, and its signature holds for its own key', async () => {
  const base64 = (of: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(of)))
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const said = `dien-hong.example/votes/7\n3\n${base64(new Uint8Array(32).buffer)}\n2026-11-27T08:30:00.000000Z\n`
  const mark = await crypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(said))
  const whole = new Uint8Array([1, 2, 3, 4, ...new Uint8Array(mark)])
  const text = `${said}\n— dien-hong.example/votes/7 ${base64(whole.buffer)}\n`
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const key = `dien-hong.example/record+01020304+${base64(new Uint8Array([1, ...raw]).buffer)}`

  const note = read(text, 7)!
  expect(note).toMatchObject({ origin: 'dien-hong.example/votes/7', size: 3, root: '00'.repeat(32), at: '2026-11-27T08:30:00.000000Z' })
  expect(read(text, 8)).toBeNull()
  expect(read(text.slice(0, -1), 7)).toBeNull()
  expect(await isSigned(note, key)).toBe(true)
  const forged = read(text.replace('\n3\n', '\n4\n'), 7)!
  expect(await isSigned(forged, key)).toBe(false)
  expect(await isSigned(note, 'no key')).toBeNull()
})
