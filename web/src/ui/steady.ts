/** The head of the page grows by a notice and shrinks again: what is being read stays where it is on the screen. */
export function steady(): () => void {
  const head = document.querySelector<HTMLElement>('header')!
  let before = head.offsetHeight
  const observer = new ResizeObserver(() => {
    const grown = head.offsetHeight - before
    before += grown
    for (const read of document.querySelectorAll('.page, .stream')) read.scrollTop += grown
    // At its top nothing is above what is read beside it, and the notice would cover that.
    for (const beside of document.querySelectorAll('.rooms, .side')) if (beside.scrollTop) beside.scrollTop += grown
  })
  observer.observe(head)
  return () => observer.disconnect()
}
