/** The first lines that run: language and theme, then who reads, then the page. */
import { mount } from 'svelte'
import App from './App.svelte'
import { caller } from './api/client'
import { shortcuts } from './a11y/keys.svelte'
import { here } from './here.svelte'
import { lang } from './i18n/lang.svelte'
import { lines } from './room/lines.svelte'
import { screenNames, screenOf } from './routes/screens'
import { stage } from './routes/stage.svelte'
import { session } from './session.svelte'
import './styles/all.css'
import { later } from './ui/later'
import { theme } from './ui/theme.svelte'

const IDLE_MS = 1000 // by then a page has asked for what it shows

theme.show()
here.listen()
shortcuts.listen()
lines.start()
// The screen's chunk and the session are asked for at once, not one after the other.
void screenOf(here.screen.name).catch(() => {})
void later.beside().then(({ start }) => start(), () => {})
await Promise.all([lang.speak(lang.preferred), session.start()])
if (session.person && session.person.language !== lang.code)
  await lang.speak(session.person.language)
mount(App, { target: document.getElementById('app')! })
setTimeout(fetchIdly, IDLE_MS)

function fetchIdly(): void {
  const screens = screenNames.map((name) => () => screenOf(name))
  void import('./ui/idly').then(
    ({ begin }) => begin(() => !stage.ready || caller.waiting > 0, [...Object.values(later), ...screens]),
    () => {},
  )
}
