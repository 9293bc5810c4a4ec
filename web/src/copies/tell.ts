/**
 * Tells the worker, which keeps the copies, what every page hears on its line from the first message on: no chunk has to be fetched for it.
 * What of it takes a copy away the worker decides (policy.ts); here is looked for no more than the words without which nothing does.
 */
export const tellWorker = (data: string) =>
  globalThis.navigator?.serviceWorker?.ready.then(({ active }) => active?.postMessage(data))
export const overhear = (data: string) => /blanked|refused|described/.test(data) && void tellWorker(data)
