/** What is shown of one's own words that are not in the thread: held by a rule, or not to be sent from here; and what stands below a thread. One chunk. */
export { default as Below } from './Below.svelte'
export { default as Unsent } from './Unsent.svelte'
export { default as Waiting } from './Waiting.svelte'
export { words } from './words'
