/** Ways through a long thread: fetched after its first screen. */
export { default as Bar } from './Bar.svelte'
export { default as Newest } from './Newest.svelte'
