/** What the palette offers, and which of it fits what is typed: with or without diacritics, few of each sort. */
import { fold } from '../i18n/formats'

export type Sort = 'rooms' | 'recent' | 'proposals' | 'acts' | 'places' | 'search'
export interface Offer {
  /** Its name among those of its sort. */
  id: string
  says: string
  /** Where it belongs, or how much is unread in it. */
  beside?: string
  /** The key that does the same. */
  key?: string
  run: () => void
}
export type Offers = [Sort, Offer[]][]
const MOST = 6

/** Every word typed is in it: those first that begin with all that is typed, then those with a word that begins with the first of it. */
export function fitting(offers: Offer[], typed: string, most = MOST): Offer[] {
  const asked = fold(typed).split(/\s+/).filter(Boolean)
  if (!asked.length) return offers.slice(0, most)
  const text = (offer: Offer) => ` ${fold(offer.says)} ${fold(offer.beside ?? '')}`
  const fits = offers.filter((offer) => asked.every((word) => text(offer).includes(word)))
  const begins = (offer: Offer) =>
    2 * Number(text(offer).startsWith(` ${asked.join(' ')}`)) + Number(text(offer).includes(` ${asked[0]}`))
  return fits.sort((a, b) => begins(b) - begins(a)).slice(0, most)
}
/** Sorts without anything that fits are left out. */
export const shownOf = (offers: Offers, typed: string): Offers =>
  offers.map(([sort, all]): Offers[number] => [sort, fitting(all, typed)]).filter(([, found]) => found.length)
