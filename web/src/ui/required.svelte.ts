/** A screen of one's own: whoever is nobody is sent to sign in, and comes back afterwards. */
import { here } from '../here.svelte'
import { toSignIn } from '../router'
import { session } from '../session.svelte'

/** Called while the screen is made; `show` is the effect it has while somebody is signed in. */
export function required(show?: () => void | (() => void)): void {
  const path = here.path
  $effect(() => {
    if (session.person) return show?.()
    here.go(toSignIn(path), true)
  })
}
