/**
 * What appears must not move what is being clicked away from under the pointer: where a press made a field lose the focus, `act` waits
 * until the press is over; else it is called at once.
 */
export function afterPress(act: () => void): void {
  if (document.querySelector(':active')) addEventListener('mouseup', () => setTimeout(act), { once: true })
  else act()
}
