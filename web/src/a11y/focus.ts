/** Where the focus goes when a screen changes: its heading, so that it is read and Tab goes on from there. */
export const heading = (element: HTMLElement): void => {
  element.tabIndex = -1
  if (document.body.dataset.visited) element.focus({ preventScroll: true })
  document.body.dataset.visited = 'yes'
}
