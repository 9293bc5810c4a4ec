/**
 * What a page does to who reads it, noted in the page itself: nothing here knows how it is made, but
 * that a post is an article. Times are milliseconds. `__bars.first(selector)` tells what to wait for.
 */
globalThis.__bars = (() => {
  const seen = { shown: null, lcp: 0, shift: 0, tasks: [], told: [] }
  const note = (type, each, further = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...further })
  note('longtask', ({ startTime, duration }) => seen.tasks.push([startTime, duration]))
  note('layout-shift', ({ hadRecentInput, value }) => {
    if (!hadRecentInput) seen.shift += value
  })
  note('largest-contentful-paint', ({ startTime }) => (seen.lcp = startTime))

  /** The longest event of each press, by the browser's number of it. Those below 16 ms are not told. */
  let presses = new Map()
  const press = ({ interactionId: id, duration }) => {
    if (id) presses.set(id, Math.max(presses.get(id) ?? 0, duration))
  }
  note('event', press, { durationThreshold: 16 })

  const first = (selector) => {
    const look = () => {
      const found = document.querySelector(selector)
      if (found?.getBoundingClientRect().height) seen.shown = performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }
  /** Bytes of what had come by the time it was shown, with headers and without fonts. */
  const sent = () =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .filter(({ responseEnd, name }) => responseEnd <= seen.shown && !name.endsWith('.woff2'))
      .reduce((sum, { transferSize }) => sum + transferSize, 0)
  const nodes = () => document.getElementsByTagName('*').length

  /** The post that is read: at three tenths of the height, where there is one, by its id. */
  const read = () => {
    for (const part of [0.3, 0.4, 0.5, 0.6])
      for (const found of document.elementsFromPoint(innerWidth / 2, innerHeight * part)) {
        const post = found.closest('article')
        if (post) return post.id
      }
    return null
  }
  /** Where one can press to agree with a post in sight below the one that is read; null: nowhere. */
  const toPress = (id) => {
    const below = document.getElementById(id)?.getBoundingClientRect().bottom ?? 0
    for (const button of document.querySelectorAll('article button[aria-pressed]')) {
      const { left, top, width, height } = button.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      if (top > below && button.contains(document.elementFromPoint(x, y))) return { x, y }
    }
    return null
  }

  /** Looks at each frame where the post that is read is, and which mark (`(đo 17)`) its words bear. */
  let run = null
  const begin = (id) => {
    presses = new Map()
    const top = () => document.getElementById(id)?.getBoundingClientRect().top
    const place = top()
    const mine = (run = { id, place, at: performance.now(), frames: [], drift: 0, lost: 0, marks: {}, nodes: 0 })
    let last = mine.at
    const frame = (now) => {
      if (run !== mine) return
      mine.frames.push(now - last)
      last = now
      const post = document.getElementById(id)
      if (post) {
        mine.drift = Math.max(mine.drift, Math.abs(top() - place))
        const mark = /\(đo (\d+)\)/.exec(post.textContent)?.[1]
        if (mark) mine.marks[mark] ??= Date.now()
      } else mine.lost++
      if (mine.frames.length % 30 === 0) mine.nodes = Math.max(mine.nodes, nodes())
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  }
  const end = () => {
    const { at, ...found } = run
    run = null
    const since = (times) => times.filter(([when]) => when >= at)
    const rest = Math.abs(document.getElementById(found.id)?.getBoundingClientRect().top - found.place)
    return { ...found, rest, tasks: since(seen.tasks), told: since(seen.told), presses: [...presses.values()] }
  }
  const marks = () => run?.marks ?? {}

  /** What a screen reader is told of new posts. What answers one's own act is told at once, and not meant. */
  const heard = new WeakSet()
  const listen = () => {
    for (const region of document.querySelectorAll('[aria-live], [role=status]')) {
      if (heard.has(region)) continue
      heard.add(region)
      new MutationObserver(() => {
        const text = region.textContent.trim()
        if (/\d.* mới/.test(text)) seen.told.push([performance.now(), text])
      }).observe(region, { childList: true, characterData: true, subtree: true })
    }
  }
  return { seen, first, sent, nodes, read, toPress, begin, end, marks, listen }
})()
