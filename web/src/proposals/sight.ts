/** What is chosen among things that go on to the side of a narrow screen is seen. */
export const inSight = (chosen: HTMLElement): void => chosen.scrollIntoView({ inline: 'nearest', block: 'nearest' })
