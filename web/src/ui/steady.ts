/** The head of the page grows by a notice and shrinks again: what is being read stays where it is on the screen. */
export function steady(): () => void {
  const head = document.querySelector<HTMLElement>('header')!
  let before = head.offsetHeight
  const observer = new ResizeObserver(() => {
    const grown = head.offsetHeight - before
    before += grown
    for (const read of document.querySelectorAll('.page, .stream, .rooms, .side')) read.scrollTop += grown
  })
  observer.observe(head)
  return () => observer.disconnect()
}
