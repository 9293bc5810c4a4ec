import { beforeEach, expect, test, vi } from 'vitest'
import type { VoteFound } from '../src/api/types.gen'
import { isIn, look } from '../src/proposals/voting/log/keeping'
import { isSigned, read } from '../src/proposals/voting/log/note'
import { joined, leafHash } from '../src/proposals/voting/log/tree'

const kept = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, text: string) => void kept.set(name, text),
})
const base64 = (of: Uint8Array) => btoa(String.fromCharCode(...of))
const base64Of = (hex: string) => base64(Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16)))

const RECEIPT = 'ab'.repeat(16)
const RECORD = `dienhong.secret.1\n7\n${RECEIPT}\n"against"\n`
let first: string
let key: string
/** What the server answers, by path. */
let answers: Record<string, () => Promise<string> | string>
let sign: (size: number, root: string) => Promise<string>

beforeEach(async () => {
  kept.clear()
  first = await leafHash('dòng đầu\n')
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  key = `dien-hong.example/record+01020304+${base64(new Uint8Array([1, ...raw]))}`
  sign = async (size, root) => {
    const said = `dien-hong.example/votes/7\n${size}\n${base64Of(root)}\n2026-11-27T08:30:00.000000Z\n`
    const mark = await crypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(said))
    return `${said}\n— dien-hong.example/votes/7 ${base64(new Uint8Array([1, 2, 3, 4, ...new Uint8Array(mark)]))}\n`
  }
  answers = { '/record/key': () => key }
  vi.stubGlobal('fetch', async (path: string) => {
    const answer = answers[path]
    if (!answer) throw new TypeError(`nothing is served at ${path}`)
    return new Response(await answer(), { headers: { 'Content-Type': 'application/json' } })
  })
})

test('a ballot is proven as it is told, and no other under its receipt', async () => {
  const whole = await sign(2, await joined(first, await leafHash(RECORD)))
  answers['/votes/7/checkpoint'] = () => whole
  const found: VoteFound = { leaf: 1, record: RECORD, ballot: '"against"', size: 2, hashes: [first] }
  expect(await isIn(7, RECEIPT, found)).toBe(true)
  expect(await isIn(7, RECEIPT, { ...found, ballot: '"for"' }), 'the leaf says another').toBe(false)
  expect(await isIn(7, RECEIPT, { ...found, record: RECORD.replace('against', 'for'), ballot: '"for"' })).toBe(false)
  expect(await isIn(7, 'cd'.repeat(16), found), 'of another receipt').toBe(false)
  expect(await isIn(7, RECEIPT, { ...found, size: 3 }), 'of a log that is not signed yet').toBeNull()
})

test('an answer that another page has overtaken is no alarm, and does not take the place of what is newer', async () => {
  const [one, two] = [await sign(1, first), await sign(2, await joined(first, await leafHash(RECORD)))]
  let arrive: (text: string) => void = () => {}
  const slow = new Promise<string>((resolve) => (arrive = resolve))
  let late: ReturnType<typeof look> | undefined
  await new Promise<void>((asked) => {
    answers['/votes/7/checkpoint'] = () => (asked(), slow)
    late = look(7)
  })
  answers['/votes/7/checkpoint'] = () => two
  expect((await look(7))?.state).toBe('first')
  arrive(one)
  expect((await late!)?.state).toBe('first')
  expect((await look(7))?.state).toBe('same')
})

test('a smaller log than the one that was seen is an alarm', async () => {
  const [one, two] = [await sign(1, first), await sign(2, await joined(first, await leafHash(RECORD)))]
  answers['/votes/7/checkpoint'] = () => two
  await look(7)
  answers['/votes/7/checkpoint'] = () => one
  expect((await look(7))?.state).toBe('other')
  expect((await look(7))?.before?.size, 'what was seen is kept').toBe(2)
})

test('a signature that is none is a wrong one, and only a key is kept as the key', async () => {
  const text = await sign(1, first)
  for (const mark of ['!!!!', 'AAAA', '']) {
    const note = read(text.replace(/ \S+\n$/, ` ${mark}\n`), 7)!
    expect(await isSigned(note, key), mark).toBe(false)
  }
  answers['/votes/7/checkpoint'] = () => text
  answers['/record/key'] = () => 'chưa có khóa'
  expect((await look(7))?.signed).toBeNull()
  answers['/record/key'] = () => `${key}\n`
  expect((await look(7))?.signed, 'asked for once more').toBe(true)
  const other = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', other.publicKey))
  answers['/record/key'] = () => `dien-hong.example/record+01020304+${base64(new Uint8Array([1, ...raw]))}`
  expect((await look(7))?.signed, 'the key of the first look').toBe(true)
})
