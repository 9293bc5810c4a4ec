/** The menu of a post and what else one does to it, which comes when it is first asked for, or in idle time before. */
export { quote, unreadFrom } from './acts'
export { default as PostChoices } from './PostChoices.svelte'
export { default as PostDialog } from './PostDialog.svelte'
export { stand } from './stand'

export type Asked = 'retract' | 'history' | 'report' | 'moderate' | 'split' | 'join' | 'reuse'
