/** The network first, and what is kept where it says nothing for too long. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answerOf, HURRIED_MS, PATIENT_MS } from '../src/copies/patience'

const kept = async () => new Response('bản lưu')
const nothing = async () => null
const words = async (answer: Promise<Response>) => (await answer).text()
const never = () => new Promise<Response>(() => {})

beforeEach(() => void vi.useFakeTimers())
// Whatever a test left of patience, an answer gives all of it back.
afterEach(async () => {
  await answerOf(Promise.resolve(new Response()), nothing)
  vi.useRealTimers()
})

test('what the network answers in time comes before what is kept', async () => {
  const slow = new Promise<Response>((done) => setTimeout(done, PATIENT_MS - 1, new Response('máy chủ')))
  const shown = words(answerOf(slow, kept))
  await vi.advanceTimersByTimeAsync(PATIENT_MS)
  expect(await shown).toBe('máy chủ')
})

test('without a line, and behind a gateway that reached nobody, what is kept is given at once', async () => {
  expect(await words(answerOf(Promise.reject(new TypeError()), kept))).toBe('bản lưu')
  expect(await words(answerOf(Promise.resolve(new Response('', { status: 502 })), kept))).toBe('bản lưu')
  expect(await words(answerOf(Promise.resolve(new Response('không có', { status: 404 })), kept))).toBe('không có')
})

test('a line that carries nothing is waited for once, then hardly, until it answers again', async () => {
  const given: string[] = []
  const ask = (asked: Promise<Response>) => void words(answerOf(asked, kept)).then((text) => given.push(text))
  ask(never())
  await vi.advanceTimersByTimeAsync(PATIENT_MS - 1)
  expect(given).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(given).toHaveLength(1)
  ask(never())
  await vi.advanceTimersByTimeAsync(HURRIED_MS)
  expect(given).toHaveLength(2)
  ask(Promise.resolve(new Response('máy chủ')))
  await vi.advanceTimersByTimeAsync(0)
  ask(never())
  await vi.advanceTimersByTimeAsync(PATIENT_MS - 1)
  expect(given).toEqual(['bản lưu', 'bản lưu', 'máy chủ'])
})

test('what is kept nowhere is waited for as long as it takes, and fails as it does', async () => {
  const slow = new Promise<Response>((done) => setTimeout(done, 3 * PATIENT_MS, new Response('máy chủ')))
  const shown = words(answerOf(slow, nothing))
  await vi.advanceTimersByTimeAsync(3 * PATIENT_MS)
  expect(await shown).toBe('máy chủ')
  await expect(answerOf(Promise.reject(new TypeError('mất kết nối')), nothing)).rejects.toThrow('mất kết nối')
})
