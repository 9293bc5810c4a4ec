/** A plain field over a text that others edit too: the least edit that makes the one the other, and a caret that stays where it is. */
import type * as Y from 'yjs'
import { ELSEWHERE } from './sync'

/** Where two texts begin to differ and where they end to: never in the middle of a character. */
export function difference(older: string, newer: string): { at: number; dropped: number; added: string } {
  const most = Math.min(older.length, newer.length)
  let at = 0
  while (at < most && older[at] === newer[at]) at++
  if (at && isHigh(older.charCodeAt(at - 1))) at--
  let end = 0
  while (end < most - at && older.at(-1 - end) === newer.at(-1 - end)) end++
  if (end && isLow(older.charCodeAt(older.length - end))) end--
  return { at, dropped: older.length - end - at, added: newer.slice(at, newer.length - end) }
}
const isHigh = (code: number) => code >= 0xd800 && code < 0xdc00
const isLow = (code: number) => code >= 0xdc00 && code < 0xe000

/** Binds an input or a textarea; what it returns unbinds it. While a word is composed in it nothing is put under it. */
export function bind(field: HTMLInputElement | HTMLTextAreaElement, text: Y.Text): () => void {
  let composing = false
  field.value = text.toString()
  const typed = () => {
    if (composing) return
    const { at, dropped, added } = difference(text.toString(), field.value)
    if (!dropped && !added) return
    text.doc!.transact(() => {
      if (dropped) text.delete(at, dropped)
      if (added) text.insert(at, added)
    }, field)
  }
  const heard = (event: Y.YTextEvent, { origin }: Y.Transaction) => {
    if (origin === field || composing) return
    const moved = (place: number) => {
      let at = 0
      for (const { retain, insert, delete: dropped } of event.delta) {
        if (at > place) break
        if (retain) at += retain
        else if (typeof insert === 'string') {
          if (at < place || (at === place && origin !== ELSEWHERE)) place += insert.length
          at += insert.length
        } else if (dropped) place -= Math.min(dropped, Math.max(0, place - at))
      }
      return place
    }
    const [start, end] = [moved(field.selectionStart ?? 0), moved(field.selectionEnd ?? 0)]
    const top = field.scrollTop
    field.value = text.toString()
    if (document.activeElement === field) field.setSelectionRange(start, end)
    field.scrollTop = top
  }
  const begins = () => (composing = true)
  /** What others typed meanwhile is in the text already and not in the field: only the word that was composed is new. */
  let before = ''
  const began = () => {
    begins()
    before = field.value
  }
  const ended = () => {
    composing = false
    const { at, dropped, added } = difference(before, field.value)
    const meanwhile = difference(before, text.toString())
    const shift = meanwhile.at < at ? meanwhile.added.length - meanwhile.dropped : 0
    text.doc!.transact(() => {
      if (dropped) text.delete(at + shift, dropped)
      if (added) text.insert(at + shift, added)
    }, field)
    const caret = (field.selectionEnd ?? 0) + shift
    field.value = text.toString()
    field.setSelectionRange(caret, caret)
  }
  field.addEventListener('input', typed)
  field.addEventListener('compositionstart', began)
  field.addEventListener('compositionend', ended)
  text.observe(heard)
  return () => {
    field.removeEventListener('input', typed)
    field.removeEventListener('compositionstart', began)
    field.removeEventListener('compositionend', ended)
    text.unobserve(heard)
  }
}
