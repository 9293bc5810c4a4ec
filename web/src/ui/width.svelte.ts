/** How many panes fit beside the thread. */
import { MediaQuery } from 'svelte/reactivity'

const nav = new MediaQuery('min-width: 60rem')
const side = new MediaQuery('min-width: 76rem')

export const width = {
  get nav() {
    return nav.current
  },
  get side() {
    return side.current
  },
}
