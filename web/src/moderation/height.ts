/** How high an element is, in pixels, now and whenever it changes. Svelte's own binding would come with the first screen. */
export const height = (tell: (px: number) => void) => (element: HTMLElement) => {
  const seen = new ResizeObserver(() => tell(element.offsetHeight))
  seen.observe(element)
  return () => seen.disconnect()
}
