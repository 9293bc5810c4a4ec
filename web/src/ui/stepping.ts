/** Walking along a list by keys: the focus goes from link to link, and stops at the ends. */
export function stepTo(
  links: Iterable<HTMLElement>,
  by: 1 | -1,
  fits: (link: HTMLElement) => boolean = () => true,
): void {
  const all = [...links]
  const at = all.findIndex((link) => link === document.activeElement)
  // Out of the list, the first is the next; the one before it would be the last of those above, and there are none.
  for (let to = at < 0 ? 0 : at + by; to >= 0 && to < all.length; to += at < 0 ? 1 : by)
    if (fits(all[to]!)) return all[to]!.focus()
}
