/**
 * Days and hours as they are written in Việt Nam, 31/12/2026 and 17:30, between people and the forms `2026-12-31` and `17:30` of the
 * server: a browser's own fields write them as the browser's language does, whatever the page's is. Pure.
 */
import type { Language } from '../api/types'

const two = (digits: string) => digits.padStart(2, '0')

/** `2026-12-31` of 31/12/2026, 31-12-2026, 31.12.2026, 31 12 2026 or 31122026; '' of nothing; null: it is no day. */
export function readDay(typed: string): string | null {
  const text = typed.trim()
  if (!text) return ''
  const found =
    /^(?<day>\d{1,2})[/.\- ](?<month>\d{1,2})[/.\- ](?<year>\d{4})$/.exec(text) ??
    /^(?<day>\d\d)(?<month>\d\d)(?<year>\d{4})$/.exec(text) ??
    /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/.exec(text)
  if (!found) return null
  const { day, month, year } = found.groups as { day: string; month: string; year: string }
  const iso = `${year}-${two(month)}-${two(day)}`
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null
}
/** 31/12/2026 of `2026-12-31`; '' of anything else. */
export const writtenDay = (iso: string): string => /^\d{4}-\d\d-\d\d$/.test(iso) ? iso.split('-').reverse().join('/') : ''

/** `17:30` of 17:30, 17.30, 17h30, 17h, 1730 or 17; '' of nothing; null: it is no hour of the day. */
export function readHour(typed: string): string | null {
  const text = typed.trim()
  if (!text) return ''
  const found = /^(\d{1,2})(?:[:.hg]\s?(\d\d)?)?$/i.exec(text) ?? /^(\d\d)(\d\d)$/.exec(text)
  if (!found) return null
  const [hour, minute] = [found[1]!, found[2] ?? '00']
  return Number(hour) < 24 && Number(minute) < 60 ? `${two(hour)}:${minute}` : null
}

const weekday = { vi: new Intl.DateTimeFormat('vi', { weekday: 'long', timeZone: 'UTC' }), en: new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }) }
/** “thứ Sáu” of `2026-12-11`. */
export function weekdayOf(iso: string, language: Language): string {
  const name = weekday[language].format(new Date(`${iso}T00:00:00Z`))
  return language === 'vi' && name.startsWith('Thứ') ? `t${name.slice(1)}` : name
}
/** “thứ Sáu 11/12/2026 20:26”, by the clock of Việt Nam: how an end is said that cannot be changed. */
export function deadline(at: string, language: Language, exact: (at: string) => string): string {
  const said = exact(at)
  const iso = readDay(said.slice(0, 10))
  return iso ? `${weekdayOf(iso, language)} ${said}` : said
}
