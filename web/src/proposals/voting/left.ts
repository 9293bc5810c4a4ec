/** How long a vote still runs. */
const MINUTE_MS = 60_000

export interface Left {
  days: number
  hours: number
  minutes: number
}
const several = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`
const joined = (parts: (string | number)[]) => parts.filter(Boolean).join(' ')
export const words = {
  vi: ({ days, hours, minutes }: Left) => `Còn ${joined([days && `${days} ngày`, hours && `${hours} giờ`, minutes && `${minutes} phút`])}.`,
  en: ({ days, hours, minutes }: Left) =>
    `${joined([days && several(days, 'day'), hours && several(hours, 'hour'), minutes && several(minutes, 'minute')])} left.`,
}

/** In whole minutes, begun ones counted as whole; the two largest units that say something. Of nothing left, null. */
export function leftOf(ms: number): Left | null {
  if (ms <= 0) return null
  const minutes = Math.ceil(ms / MINUTE_MS)
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  return { days, hours, minutes: days ? 0 : minutes % 60 }
}

/** Until it says something else, at most a minute. */
export const untilNextMs = (ms: number): number => (ms % MINUTE_MS || MINUTE_MS) + 1
