/** The menu of a thread, which comes when it is first opened, or in idle time before. */
export { default as ThreadChoices } from './ThreadChoices.svelte'
export { default as Slow } from './Slow.svelte'
export { default as ThreadDialog } from './ThreadDialog.svelte'

export type AskedOfThread = 'close' | 'slow' | 'report' | 'moderate'
