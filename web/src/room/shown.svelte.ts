/** The member a mention points at, shown in the panel. */
class Shown {
  number = $state.raw(0)
}
export const shownMember = new Shown()
