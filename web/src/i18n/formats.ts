/** Numbers and times as an office in Việt Nam writes them: 2.318, 25/12/2025 14:05, zone Asia/Ho_Chi_Minh. */
import type { Language } from '../api/types'

const ZONE = 'Asia/Ho_Chi_Minh'
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
]

export function formats(language: Language) {
  const tag = language === 'vi' ? 'vi' : 'en-GB'
  const number = new Intl.NumberFormat(language === 'vi' ? 'vi' : 'en')
  const clock = new Intl.DateTimeFormat(tag, { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(tag, {
    timeZone: ZONE,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  const near = new Intl.DateTimeFormat(tag, { timeZone: ZONE, day: '2-digit', month: '2-digit' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const collator = new Intl.Collator(language === 'vi' ? 'vi' : 'en')
  const time = (at: string | number) => clock.format(new Date(at))
  const date = (at: string | number) => day.format(new Date(at))
  const exact = (at: string | number) => `${date(at)} ${time(at)}`

  return {
    number: (value: number) => number.format(value),
    compare: collator.compare,
    time,
    date,
    exact,
    /** The hour today, the day this year, the date before that: what stands beside a post. */
    short(at: string, now = Date.now()): string {
      if (date(at) === date(now)) return time(at)
      const parts = Object.fromEntries(near.formatToParts(new Date(at)).map((p) => [p.type, p.value]))
      const sameYear = date(at).slice(-4) === date(now).slice(-4)
      return sameYear ? `${parts.day}/${parts.month} ${time(at)}` : exact(at)
    },
    /** "5 phút trước", and the date once that says more. */
    ago(at: string, now = Date.now()): string {
      const seconds = Math.max(0, (now - Date.parse(at)) / 1000)
      if (seconds >= 7 * 86_400) return date(at)
      if (seconds < 60) return language === 'vi' ? 'vừa xong' : 'just now'
      const [unit, length] = STEPS.findLast(([, size]) => seconds >= size) ?? ['minute', 60]
      return relative.format(-Math.floor(seconds / length), unit).toLocaleLowerCase(tag)
    },
  }
}

/** For comparison without regard to accents or case: what people type in a hurry. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
