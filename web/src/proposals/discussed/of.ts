/** What each open thread is about. */
import type { ThreadStore } from '../../thread/store.svelte'
import type { Discussed } from './subject.svelte'

export const discussedBy = new WeakMap<ThreadStore, Discussed>()
