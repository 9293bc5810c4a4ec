/**
 * The receipt of a secret ballot: 128 bits of chance, made here, that nothing else is known by. It stays on this device, so
 * that an answer which was lost on the way costs nobody theirs; the ballot itself does not.
 */
const name = (vote: number, person: number) => `receipt:${vote}:${person}`

export function newReceipt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
export function keep(vote: number, person: number, receipt: string): void {
  try {
    localStorage.setItem(name(vote, person), receipt)
  } catch {
    // It is shown all the same.
  }
}
export const kept = (vote: number, person: number): string | null => localStorage.getItem(name(vote, person))
export const forget = (vote: number, person: number): void => localStorage.removeItem(name(vote, person))

/** As it is read to somebody: in eights. */
export const grouped = (receipt: string): string => receipt.match(/.{1,8}/g)?.join(' ') ?? ''
