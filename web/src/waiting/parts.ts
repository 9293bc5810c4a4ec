/** What is shown of one's own words that are not in the thread: held by a rule, typed at another device, as they would look, or not to be sent from here; what stands below a thread, and what it is about. One chunk. */
export { default as Below } from './Below.svelte'
export { default as Elsewhere } from './Elsewhere.svelte'
export { default as Kinds } from '../thread/Kinds.svelte'
export { default as Of } from '../proposals/discussed/Of.svelte'
export { default as Preview } from '../thread/Preview.svelte'
export { default as Unsent } from './Unsent.svelte'
export { default as Waiting } from './Waiting.svelte'
export { words } from './words'
