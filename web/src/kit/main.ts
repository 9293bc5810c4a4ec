/**
 * The page /_kit of `make dev`: every component in every state, in the light and in the dark. Nothing of it is built.
 * `?look=` is one of the two alone; `&line=` only the top bar of it, in that state of the line.
 */
import { mount, type Component } from 'svelte'
import { lang } from '../i18n/lang.svelte'
import '../styles/all.css'
import { alone } from './alone'
import type { LineSeen } from './sample/line'

const asked = new URLSearchParams(location.search)
const look = asked.get('look')
const line = asked.get('line') as LineSeen | null

alone()
if (look) document.documentElement.dataset.theme = look
await lang.speak(lang.preferred)
const target = document.body
if (!look) mount((await import('./Kit.svelte')).default, { target })
else if (line) mount((await import('./OneLine.svelte')).default as Component<{ seen: LineSeen }>, { target, props: { seen: line } })
else mount((await import('./Look.svelte')).default, { target })
