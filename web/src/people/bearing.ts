/**
 * The token of the invitation that this tab was opened with. It comes in the address's fragment, which no
 * server sees, leaves the address at once, and stays with the tab through signing in and up.
 */
const KEPT = 'invitation'

export function bearing(hash: string): string | null {
  const token = hash.slice(1)
  if (token) sessionStorage.setItem(KEPT, token)
  return sessionStorage.getItem(KEPT)
}
export function used(): void {
  sessionStorage.removeItem(KEPT)
}
