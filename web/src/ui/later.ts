/** What is seen only when asked for: fetched then, or in idle time before (idly.ts). */
import { caller } from '../api/client'
import { screenNames, screenOf } from '../routes/screens'
import { stage } from '../routes/stage.svelte'

export const later = {
  ask: () => import('./Ask.svelte'),
  keys: () => import('./Keys.svelte'),
  expired: () => import('./Expired.svelte'),
  second: () => import('../security/SecondStep.svelte'),
  passkey: () => import('../security/PasskeyIn.svelte'),
  bell: () => import('../inbox/Bell.svelte'),
  rooms: () => import('../room/RoomSheet.svelte'),
  opening: () => import('../room/NewRoom.svelte'),
  invite: () => import('../people/Invite.svelte'),
  mute: () => import('../people/calls'),
  members: () => import('../room/Members.svelte'),
  panel: () => import('../room/PanelSheet.svelte'),
  gone: () => import('../thread/Gone.svelte'),
  refused: () => import('../thread/Refused.svelte'),
  trouble: () => import('../thread/ComposeTrouble.svelte'),
  further: () => import('../thread/further'),
  thread: () => import('../thread/thread-menu'),
  mentions: () => import('../thread/Mentions.svelte'),
  history: () => import('../thread/History.svelte'),
  similar: () => import('../search/Similar.svelte'),
  attach: () => import('../files/Attach.svelte'),
  named: () => import('../room/NamedHere.svelte'),
  presence: () => import('../presence/parts'),
  report: () => import('../moderation/Report.svelte'),
  moderate: () => import('../moderation/ActHere.svelte'),
  moved: () => import('../moving/moved'),
  silenced: () => import('../moderation/Silenced.svelte'),
  door: () => import('../moderation/Door.svelte'),
  waiting: () => import('../waiting/parts'),
  files: () => import('../files/Files.svelte'),
}

export function fetchIdly(): void {
  const screens = screenNames.map((name) => () => screenOf(name))
  void import('./idly').then(
    ({ begin }) => begin(() => !stage.ready || caller.waiting > 0, [...Object.values(later), ...screens]),
    () => {},
  )
}
