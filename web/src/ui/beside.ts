/** What every screen has and is fetched beside it; how it looks on paper, too. */
import '../styles/print.css'
import { start as listen } from './everywhere.svelte'
import { tint } from './tint.svelte'

export { default as LineNotice } from './LineNotice.svelte'
export function start(): void {
  listen()
  tint()
}
