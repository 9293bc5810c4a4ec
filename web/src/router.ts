/** Addresses and screens: a pure pair of functions, so that every link can be checked by a test. */
export type Screen =
  | { name: 'rooms' }
  | { name: 'sign-in' }
  | { name: 'sign-up' }
  | { name: 'forgot' }
  | { name: 'reset' }
  | { name: 'me' }
  | { name: 'security' }
  | { name: 'inbox' }
  | { name: 'telling' }
  | { name: 'record' }
  | { name: 'join' }
  | { name: 'rights' }
  | { name: 'in-force' }
  | { name: 'rules' }
  | { name: 'administrator'; token: string }
  | { name: 'room'; room: number }
  | { name: 'thread'; room: number; thread: number }
  | { name: 'post'; room: number; post: number }
  | { name: 'search' }
  | { name: 'missing' }

const ID = '([1-9]\\d{0,15})'
const PATTERNS: [RegExp, (found: string[]) => Screen][] = [
  [/^\/$/, () => ({ name: 'rooms' })],
  [/^\/sign-in$/, () => ({ name: 'sign-in' })],
  [/^\/sign-up$/, () => ({ name: 'sign-up' })],
  [/^\/forgot$/, () => ({ name: 'forgot' })],
  [/^\/reset$/, () => ({ name: 'reset' })],
  [/^\/search$/, () => ({ name: 'search' })],
  [/^\/me$/, () => ({ name: 'me' })],
  [/^\/me\/security$/, () => ({ name: 'security' })],
  [/^\/inbox$/, () => ({ name: 'inbox' })],
  [/^\/me\/notices$/, () => ({ name: 'telling' })],
  [/^\/administrator\/record$/, () => ({ name: 'record' })],
  [/^\/join$/, () => ({ name: 'join' })],
  [/^\/administrator\/rights$/, () => ({ name: 'rights' })],
  [/^\/administrator\/settings$/, () => ({ name: 'in-force' })],
  [/^\/administrator\/rules$/, () => ({ name: 'rules' })],
  [/^\/administrator$/, () => ({ name: 'administrator', token: '' })],
  [/^\/administrator\/([\w-]{43})$/, ([token]) => ({ name: 'administrator', token: token! })],
  [new RegExp(`^/r/${ID}$`), ([room]) => ({ name: 'room', room: Number(room) })],
  [
    new RegExp(`^/r/${ID}/t/${ID}$`),
    ([room, thread]) => ({ name: 'thread', room: Number(room), thread: Number(thread) }),
  ],
  [
    new RegExp(`^/r/${ID}/p/${ID}$`),
    ([room, post]) => ({ name: 'post', room: Number(room), post: Number(post) }),
  ],
]

export function screenAt(path: string): Screen {
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path
  for (const [pattern, make] of PATTERNS) {
    const found = pattern.exec(plain)
    if (found) return make(found.slice(1))
  }
  return { name: 'missing' }
}

export const toRoom = (room: number) => `/r/${room}`
export const toThread = (room: number, thread: number, post?: number) =>
  `/r/${room}/t/${thread}${post ? `#p${post}` : ''}`
export const toPost = (room: number, post: number) => `/r/${room}/p/${post}`
export const toSearch = (room?: number) => (room ? `/search?room=${room}` : '/search')
export const toTranscript = (room: number) => `/r/${room}/transcript`
export const toSignIn = (next: string) => `/sign-in?next=${encodeURIComponent(next)}`

/** Where to go after signing in: only a path of this site, never another host. */
export function nextAfter(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/'
  return /^\/(?![/\\])/.test(next) && screenAt(next.split(/[?#]/)[0]!).name !== 'missing' ? next : '/'
}
