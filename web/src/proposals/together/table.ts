/** Everything a drafting table needs, in one part of the pages. */
export { default as Edited } from './Desk.svelte'
export { default as Left } from './Left.svelte'
export { Desk } from './desk.svelte'
export { save } from './calls'
