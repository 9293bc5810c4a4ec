/**
 * Fetches in idle time what the reader has not asked for: what is seen later, and the other screens, so that they are there
 * even when the line is not. It begins when the page has what it shows, and goes on a few at a time, behind whatever is asked for.
 */
import { screenNames, screenOf } from '../routes/screens'
import { later } from './later'

const AT_ONCE = 3 // fetches: half of the connections that a browser opens to a server
const QUIET_MS = 300
const LATEST_MS = 10_000 // it begins then, however much is fetched

export async function fetchIdly(): Promise<void> {
  const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData
  if (saving) return
  await quiet()
  const loads = [...Object.values(later), ...screenNames.map((name) => () => screenOf(name))]
  while (loads.length) {
    await idle()
    await Promise.allSettled(loads.splice(0, AT_ONCE).map((load) => load()))
  }
  performance.mark('fetched')
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
