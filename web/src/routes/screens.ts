/** Which screens there are. Each is a chunk of its own, fetched when it is first needed, or in idle time. */
const load = {
  rooms: () => import('./Rooms.svelte'),
  'sign-in': () => import('./SignIn.svelte'),
  'sign-up': () => import('./SignUp.svelte'),
  forgot: () => import('./Forgot.svelte'),
  reset: () => import('./Reset.svelte'),
  me: () => import('./Me.svelte'),
  security: () => import('./Security.svelte'),
  inbox: () => import('./Inbox.svelte'),
  telling: () => import('./Telling.svelte'),
  record: () => import('./Record.svelte'),
  join: () => import('./Join.svelte'),
  rights: () => import('./Rights.svelte'),
  'in-force': () => import('./InForce.svelte'),
  rules: () => import('./Rules.svelte'),
  administrator: () => import('./Administrator.svelte'),
  room: () => import('./Room.svelte'),
  thread: () => import('./Thread.svelte'),
  post: () => import('./Post.svelte'),
  search: () => import('./Search.svelte'),
  moderation: () => import('./Moderation.svelte'),
  decision: () => import('./Decision.svelte'),
  proposals: () => import('./Proposals.svelte'),
  missing: () => import('./Missing.svelte'),
}
export type Screens = { [K in keyof typeof load]: Awaited<ReturnType<(typeof load)[K]>>['default'] }

/** A chunk that failed once may come without its style, or from the browser's memory of the failure. */
const broken = new Set<keyof Screens>()

/** Rejects for ever once it did: only a new load of the page helps. */
export async function screenOf<K extends keyof Screens>(name: K): Promise<Screens[K]> {
  if (broken.has(name)) throw new Error(`the screen ${name} could not be fetched`)
  try {
    return (await load[name]()).default as Screens[K]
  } catch (error) {
    broken.add(name)
    throw error
  }
}

export const screenNames = Object.keys(load) as (keyof Screens)[]
