/** What is shown of the others who are here: fetched after the first screen, in two places of it. */
export { default as Present } from './Present.svelte'
export { default as Writing } from './Writing.svelte'
