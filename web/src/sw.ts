/**
 * The service worker. The pages open from what it keeps of them when the network does not answer, and so do public rooms that were read;
 * whatever the network answers comes first, so that nobody is held on an old build. It sends nothing of its own accord but for what
 * the pages consist of, and never touches a command or the live line. What may be kept is decided in copies/policy.ts.
 */
import { find, forgetAll, forgetRoom, heard, moment, OURS, signedIn } from './copies/keeping'
import { answerOf, reached } from './copies/patience'
import { isKept, takesAway } from './copies/policy'
import { screenAt } from './router'

/** Put in by vite.config.ts: the files of the build, and its name. */
declare const FILES: string[]
declare const BUILD: string

interface Lasting extends Event {
  waitUntil(done: Promise<unknown>): void
}
interface Asked extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Heard extends Lasting {
  readonly data: string
}
interface Events {
  install: Lasting
  activate: Lasting
  message: Heard
  fetch: Asked
}
interface Worker {
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener<T extends keyof Events>(type: T, hear: (event: Events[T]) => void): void
}
const worker = globalThis as unknown as Worker

const SHELL = `${OURS}shell-`
/** The build before stays too: pages that are open still ask for its parts. */
const SHELLS = 2
const AT_ONCE = 4

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('message', (event) => event.waitUntil(told(event.data)))
worker.addEventListener('fetch', (event) => {
  const { method, mode } = event.request
  const url = new URL(event.request.url)
  if (url.origin !== location.origin) return
  if (url.pathname === '/session') {
    if (method === 'DELETE') event.respondWith(signOut(event.request))
    if (method === 'GET') event.respondWith(asked(event, url, signedIn))
  } else if (method !== 'GET') return
  else if (mode === 'navigate') {
    if (screenAt(url.pathname).name !== 'missing') event.respondWith(page(event.request))
  } else if (url.pathname.startsWith('/assets/')) event.respondWith(part(event.request))
  else if (isKept(url.pathname)) event.respondWith(asked(event, url, (answer, since) => heard(url, answer, since)))
})

/** All of a build or nothing: a page of one build with parts of another would not run. */
async function install(): Promise<void> {
  await caches.delete(SHELL + BUILD) // one that comes back is the newest again
  const cache = await caches.open(SHELL + BUILD)
  const shell = await fetch('/', { cache: 'no-cache', credentials: 'omit' })
  const named = (await shell.clone().text()).match(/\/assets\/[\w.-]+/g) ?? []
  if (!shell.ok || !named.length || !named.every((name) => FILES.includes(name))) throw new Error('another build')
  const missing = [...FILES]
  while (missing.length) await cache.addAll(missing.splice(0, AT_ONCE))
  await cache.put('/', shell)
  await worker.skipWaiting()
}

async function activate(): Promise<void> {
  for (const name of (await shells()).slice(SHELLS)) await caches.delete(name)
  await worker.clients.claim()
}
/** The newest first. */
const shells = async () => (await caches.keys()).filter((name) => name.startsWith(SHELL)).reverse()

async function page(request: Request): Promise<Response> {
  return answerOf(fetch(request), async () => {
    for (const name of await shells()) {
      const shell = await (await caches.open(name)).match('/')
      if (shell) return shell
    }
    return null
  })
}

async function part(request: Request): Promise<Response> {
  for (const name of await shells()) {
    const file = await (await caches.open(name)).match(request, { ignoreVary: true })
    if (file) return file
  }
  return fetch(request)
}

/** Whatever the network answers is heard, also when it is too late to be shown. */
function asked(event: Asked, url: URL, hear: typeof signedIn): Promise<Response> {
  const since = moment()
  const answer = fetch(event.request)
  const heard = answer.then(async (got) => {
    if (reached(got) && (got.ok || url.pathname !== '/session')) await hear(got.clone(), since)
  })
  // A device without room for copies still shows what was answered.
  event.waitUntil(heard.catch(() => {}))
  return answerOf(answer, () => find(url))
}

async function signOut(request: Request): Promise<Response> {
  const answer = await fetch(request)
  if (answer.ok) await forgetAll()
  return answer
}

async function told(data: string): Promise<void> {
  if (data === 'leave') return forgetAll()
  const message = JSON.parse(data) as Parameters<typeof takesAway>[0] & { room: number }
  if (takesAway(message)) await forgetRoom(message.room)
}
