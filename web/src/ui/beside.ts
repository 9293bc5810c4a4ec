/** What every screen has and is fetched beside it. */
export { default as LineNotice } from './LineNotice.svelte'
export { start } from './everywhere.svelte'
