/** What is selected in the text of a proposal, where it lies in one article. */
export interface Chosen {
  place: number
  heading: string
  words: string
  /** What the page shows of the article before it; null: nothing was selected. */
  before: string | null
}
export interface Selected extends Chosen {
  /** Where it ends on the page. */
  end: DOMRect
}

export function selected(inside: HTMLElement): Omit<Selected, 'heading'> | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const [from, to] = [range.startContainer, range.endContainer].map(articleOf)
  const words = selection.toString().trim()
  if (!from || from !== to || !inside.contains(from) || !words) return null
  const before = document.createRange()
  before.setStart(from, 0)
  before.setEnd(range.startContainer, range.startOffset)
  const rects = range.getClientRects()
  const end = rects[rects.length - 1] ?? range.getBoundingClientRect()
  return { place: Number(from.id.slice(1)), words, before: before.toString(), end }
}

function articleOf(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest<HTMLElement>('section[id^="a"]') ?? null
}
