/** What a proposal's page shows of arguments. It comes with the page, beside its text. */
export { default as Arguments } from './Arguments.svelte'
export { default as Strongest } from './Strongest.svelte'
export { default as Tab } from './Tab.svelte'
