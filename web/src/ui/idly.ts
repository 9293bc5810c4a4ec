/**
 * Fetches in idle time what the reader has not asked for: what is seen later, and the other screens, so that they are there
 * even when the line is not. It begins when the page has what it shows, and goes on a few at a time, behind whatever is asked for.
 * With the line cut it waits; what cannot be had ends it, as a chunk that failed once stays so, and the rest comes when it is needed.
 * Last, all of it begins to be kept. It imports nothing at once: what it shares with the first chunk would make two of that.
 */
const AT_ONCE = 3 // fetches: half of the connections that a browser opens to a server
const QUIET_MS = 300
const LATEST_MS = 10_000 // it is quiet enough then, however much is fetched
const LOOK_MS = 50

/** `waits`: whether the page waits for something it asked for. `loads`: what is fetched, in this order. */
export async function begin(waits: () => boolean, loads: (() => Promise<unknown>)[]): Promise<void> {
  const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData
  if (saving) return
  await quiet()
  while (loads.length) {
    while (waits() || !navigator.onLine) await new Promise((done) => setTimeout(done, LOOK_MS))
    await idle()
    const some = loads.splice(0, AT_ONCE).map((load) => load())
    if ((await Promise.allSettled(some)).some(({ status }) => status === 'rejected')) return
  }
  performance.mark('fetched')
  await (await import('../copies/begin')).begin()
}

/** Settles once nothing has been fetched for a while. */
function quiet(): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      watch.disconnect()
      clearTimeout(silence)
      clearTimeout(latest)
      done()
    }
    const watch = new PerformanceObserver(() => {
      clearTimeout(silence)
      silence = setTimeout(end, QUIET_MS)
    })
    let silence = setTimeout(end, QUIET_MS)
    const latest = setTimeout(end, LATEST_MS)
    watch.observe({ type: 'resource' })
  })
}

function idle(): Promise<void> {
  return new Promise((done) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => done(), { timeout: 2000 })
    else setTimeout(done, 50)
  })
}
