/** Addresses and screens: a pure pair of functions, so that every link can be checked by a test. */
/** Screens that one address alone leads to. */
const PLAIN = {
  '/': 'rooms',
  '/sign-in': 'sign-in',
  '/sign-up': 'sign-up',
  '/forgot': 'forgot',
  '/reset': 'reset',
  '/search': 'search',
  '/me': 'me',
  '/me/security': 'security',
  '/me/notices': 'telling',
  '/inbox': 'inbox',
  '/join': 'join',
  '/administrator/record': 'record',
  '/administrator/rights': 'rights',
  '/administrator/settings': 'in-force',
  '/administrator/rules': 'rules',
} as const
export type Screen =
  | { name: (typeof PLAIN)[keyof typeof PLAIN] }
  /** `part`: the one-time token, a page of theirs, or nothing: the way to all of them. */
  | { name: 'administrator'; part: string }
  | { name: 'room'; room: number }
  | { name: 'thread'; room: number; thread: number }
  | { name: 'post'; room: number; post: number }
  | { name: 'moderation'; case: number }
  | { name: 'decision'; act: number }
  | { name: 'proposals'; room: number; id: number }
  | { name: 'missing' }

const ID = '([1-9]\\d{0,15})'
const PATTERNS: [RegExp, (found: string[]) => Screen][] = [
  [/^\/administrator(?:\/([\w-]{43}|procedures))?$/, ([part = '']) => ({ name: 'administrator', part })],
  [/^\/moderation$/, () => ({ name: 'moderation', case: 0 })],
  [new RegExp(`^/moderation/${ID}$`), ([id]) => ({ name: 'moderation', case: Number(id) })],
  [new RegExp(`^/decisions/${ID}$`), ([act]) => ({ name: 'decision', act: Number(act) })],
  [new RegExp(`^/r/${ID}$`), ([room]) => ({ name: 'room', room: Number(room) })],
  [
    new RegExp(`^(?:/r/${ID}/proposals|/proposals/${ID})$`),
    ([room, id]) => ({ name: 'proposals', room: Number(room), id: Number(id) }),
  ],
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
  if (plain in PLAIN) return { name: PLAIN[plain as keyof typeof PLAIN] }
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
export const toDecision = (act: number) => `/decisions/${act}`
export const toTranscript = (room: number) => `/r/${room}/transcript`
export const toSignIn = (next: string) => `/sign-in?next=${encodeURIComponent(next)}`

/** Where to go after signing in: only a path of this site, never another host. */
export function nextAfter(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/'
  return /^\/(?![/\\])/.test(next) && screenAt(next.split(/[?#]/)[0]!).name !== 'missing' ? next : '/'
}
