/**
 * Begins to keep the pages and copies of public rooms, once everything else is there. What this page had asked for before the worker
 * was there is asked for once more, so that a first visit can be read again too.
 */
import { isKept } from './policy'

interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string }
}
const WORKER = '/sw.js'

export async function begin(): Promise<void> {
  const { serviceWorker } = navigator
  if (!import.meta.env.PROD || !serviceWorker || !('caches' in globalThis)) return
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
  const policy = factory?.createPolicy('own-worker', { createScriptURL: () => WORKER })
  const first = !serviceWorker.controller
  const script = policy?.createScriptURL(WORKER) ?? WORKER
  // A line that broke meanwhile, or a browser that allows none: then nothing is kept this time.
  const registered = await serviceWorker.register(script, { updateViaCache: 'none' }).catch(() => null)
  if (!first || !registered) return
  await new Promise((done) => serviceWorker.addEventListener('controllerchange', done, { once: true }))
  for (const { name } of performance.getEntriesByType('resource')) {
    const { origin, pathname, search } = new URL(name)
    if (origin !== location.origin || !(pathname === '/session' || isKept(pathname))) continue
    await fetch(pathname + search, { cache: 'no-store', priority: 'low' }).catch(() => {})
  }
  performance.mark('kept')
}
