/** How many panes fit beside the thread, and whether there is a finger in place of keys. */
import { MediaQuery } from 'svelte/reactivity'

const nav = new MediaQuery('min-width: 60rem')
const side = new MediaQuery('min-width: 76rem')
const touch = new MediaQuery('hover: none')

export const width = {
  get nav() {
    return nav.current
  },
  get side() {
    return side.current
  },
  get touch() {
    return touch.current
  },
}
