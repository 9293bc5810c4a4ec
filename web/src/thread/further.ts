/** The menu of a post, which comes when it is first opened, or in idle time before. */
export { quote, unreadFrom } from './acts'
export { default as PostChoices } from './PostChoices.svelte'
export { default as PostDialog } from './PostDialog.svelte'

export type Asked = 'retract' | 'history' | 'report' | 'moderate' | 'split' | 'join' | 'reuse'
