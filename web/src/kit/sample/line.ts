/** What the top bar can say of the line, and of the build of the page. */
import { live } from '../../live/line.svelte'

export const LINES = {
  connecting: 'đang nối',
  'catching-up': 'đang đọc bù',
  live: 'nối rồi',
  build: 'nối rồi, có bản mới',
  offline: 'mất, với bản chép',
} as const
export type LineSeen = keyof typeof LINES

export function seenAs(line: LineSeen): void {
  live.state = line === 'build' ? 'live' : line
  live.newBuild = line === 'build'
  if (line !== 'offline') return
  live.since = Date.now() - 60_000
  live.attempt = 4
  live.copied = live.since - 3_600_000
}
/** The line stands again: what says so stays for three seconds. */
export function backAgain(): void {
  live.state = 'live'
  live.since = live.copied = 0
}
