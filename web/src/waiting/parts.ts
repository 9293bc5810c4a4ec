/** What is shown of one's own posts that a rule holds: the list, and its words. One chunk. */
export { default as Waiting } from './Waiting.svelte'
export { words } from './words'
