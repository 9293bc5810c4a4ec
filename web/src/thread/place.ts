/**
 * Keeps what the reader looks at where it is while the page around it changes. The article at three
 * tenths of the height is the anchor; browsers' own anchoring is off, or both would correct.
 */
import { flushSync } from 'svelte'

let scroller: HTMLElement | null = null

/** The element that scrolls the thread on screen; null when there is none. */
export function scrollsIn(element: HTMLElement): () => void {
  scroller = element
  return () => {
    if (scroller === element) scroller = null
  }
}

const ANCHORS = [0.3, 0.5, 0.1, 0.8]

let last: Element | null = null

function anchor(within: HTMLElement): Element | null {
  const box = within.getBoundingClientRect()
  // The same as before where it still stands there: to ask what lies at a point costs more than all else here.
  if (last && within.contains(last)) {
    const { top, bottom } = last.getBoundingClientRect()
    const y = box.top + box.height * ANCHORS[0]!
    if (top <= y && y < bottom) return last
  }
  for (const part of ANCHORS) {
    const y = box.top + box.height * part
    for (const found of document.elementsFromPoint(box.left + box.width / 2, y)) {
      const article = found.closest('article')
      if (article && within.contains(article)) return (last = article)
    }
  }
  return null
}

/** Not to be called from within an effect: it flushes what the change brings about. */
export function keepPlace(change: () => void): void {
  const within = scroller
  const kept = within && anchor(within)
  if (!within || !kept) return flushSync(change)
  // Scrolling is in whole pixels: what the last correction left over is owed to the next one, or a
  // hundred small changes would add up to a step that is seen.
  const left = within === owing.within && within.scrollTop === owing.at ? owing.px : 0
  const top = kept.getBoundingClientRect().top - left
  flushSync(change)
  if (!kept.isConnected) return
  const drift = kept.getBoundingClientRect().top - top
  if (Math.abs(drift) >= 0.5) within.scrollTop += Math.round(drift)
  owing = { within, at: within.scrollTop, px: kept.getBoundingClientRect().top - top }
}
let owing: { within: HTMLElement | null; at: number; px: number } = { within: null, at: 0, px: 0 }

/** Whether a row's lower edge is on screen, so that something put below it would push what is read. */
export function endsOnScreen(element: HTMLElement | undefined, sparePx = 0): boolean {
  if (!scroller || !element?.isConnected) return false
  const box = scroller.getBoundingClientRect()
  const { bottom } = element.getBoundingClientRect()
  return bottom > box.top && bottom + sparePx < box.bottom
}

/** A screen on or back, but for a tenth that shows where one was. For keys, which would not reach it from the heading. */
export function turn(by: number): void {
  scroller?.scrollBy(0, by * scroller.clientHeight * 0.9)
}

/** Brings an element to one fifth below the upper edge: what came before it stays in sight. */
export function bring(element: HTMLElement): void {
  if (!scroller) return element.scrollIntoView({ block: 'center' })
  const box = scroller.getBoundingClientRect()
  scroller.scrollTop += element.getBoundingClientRect().top - box.top - box.height * 0.2
}
