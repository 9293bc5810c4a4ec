/** Which screens there are. Each is a chunk of its own, fetched when it is first needed. */
const load = {
  rooms: () => import('./Rooms.svelte'),
  'sign-in': () => import('./SignIn.svelte'),
  'sign-up': () => import('./SignUp.svelte'),
  me: () => import('./Me.svelte'),
  administrator: () => import('./Administrator.svelte'),
  room: () => import('./Room.svelte'),
  thread: () => import('./Thread.svelte'),
  post: () => import('./Post.svelte'),
  missing: () => import('./Missing.svelte'),
}
export type Screens = { [K in keyof typeof load]: Awaited<ReturnType<(typeof load)[K]>>['default'] }

export async function screenOf<K extends keyof Screens>(name: K): Promise<Screens[K]> {
  return (await load[name]()).default as Screens[K]
}
