/**
 * What a field says is wrong with it before anything is sent: in the reader's language, where the browser would say it in its own.
 * A text that is too long stays whole; the server has the last word about its length, and says so too.
 */
import { lang } from '../i18n/lang.svelte'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const vi = {
  missing: 'Hãy điền mục này.',
  choose: 'Hãy chọn một mục.',
  email: 'Địa chỉ thư điện tử chưa đúng, ví dụ: ten@coquan.vn.',
  short: (n: string) => `Cần ít nhất ${n} ký tự.`,
  number: 'Hãy điền một số.',
  between: (least: string, most: string) => `Hãy điền một số từ ${least} đến ${most}.`,
  long: (field: string, by: string, most: string) => `“${field}” dài quá ${by} ký tự (tối đa ${most}).`,
}
const en: typeof vi = {
  missing: 'Please fill this in.',
  choose: 'Please choose one.',
  email: 'This is not an e-mail address yet, for example: name@agency.vn.',
  short: (n) => `At least ${n} characters, please.`,
  number: 'Please give a number.',
  between: (least, most) => `Please give a number from ${least} to ${most}.`,
  long: (field, by, most) => `“${field}” is ${by} characters too long (at most ${most}).`,
}
const words = { vi, en }

/** Characters are counted as the server counts them, not in halves of them. */
export function tooLong(field: string, text: string, most: number | null | undefined): string {
  const by = most ? [...text].length - most : 0
  return most && by > 0 ? lang.of(words).long(field, lang.n(by), lang.n(most)) : ''
}

export class Mistaken {
  says = $state.raw('')

  /** For a control, or what holds the radios of one choice. The first of the form that is mistaken gets the focus. */
  of = (element: HTMLElement) => {
    const found = (event: Event) => {
      event.preventDefault()
      const control = event.target as Control
      this.says = said(control)
      const first = control.form?.querySelector(':is(input, select, textarea):invalid')
      if (first === control) control.focus()
    }
    const again = () => (this.says = '')
    element.addEventListener('invalid', found, true)
    element.addEventListener('input', again)
    return () => {
      element.removeEventListener('invalid', found, true)
      element.removeEventListener('input', again)
    }
  }
}

function said(control: Control): string {
  const w = lang.of(words)
  const { valueMissing, typeMismatch, tooShort, rangeUnderflow, rangeOverflow, customError } = control.validity
  if (customError) return control.validationMessage
  const { type, min, max, minLength = 0 } = control as HTMLInputElement
  if (type === 'number' && min && max && (valueMissing || rangeUnderflow || rangeOverflow)) return w.between(min, max)
  if (valueMissing) return type === 'radio' || control instanceof HTMLSelectElement ? w.choose : w.missing
  if (typeMismatch) return w.email
  return tooShort ? w.short(lang.n(minLength)) : w.number
}
