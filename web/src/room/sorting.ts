/** A list that stands still, and what the reader sorts it again with: needed once rooms have moved. */
export { default as Moved } from './Moved.svelte'
export * from './still'
