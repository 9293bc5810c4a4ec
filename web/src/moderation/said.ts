/** The closed list of reasons as the pages say it: their order, their numbers and their names. */
import type { Language } from '../api/types'
import { reasons, type Reason } from './reasons'
import type { AboutPerson, Asked, Case, Doing } from './types'

export const LIST = Object.keys(reasons) as Reason[]
export const nameOf = (reason: Reason, language: Language): string => reasons[reason][language]
/** The number of the rule that the public reads. */
export const ruleOf = (reason: Reason): number => LIST.indexOf(reason) + 1

/** It takes words away, for a rule that is broken. */
export const breaks = (doing: Doing): boolean => doing === 'hide' || doing === 'remove' || doing === 'edit'
/** It is about who wrote the words, not about the words. */
export const isAboutPerson = (doing: Doing): doing is AboutPerson => !(doing in others)
const others: Record<Exclude<Doing, AboutPerson>, true> = {
  ...{ approve: true, hide: true, remove: true, edit: true, restore: true },
  ...{ fulfil: true, refuse: true },
}
const asks: Record<Language, Record<Asked, string>> = {
  vi: {
    correction: 'Yêu cầu đính chính dữ liệu',
    erasure: 'Yêu cầu xóa dữ liệu',
    export: 'Yêu cầu cung cấp dữ liệu',
  },
  en: { correction: 'Request: correction', erasure: 'Request: erasure', export: 'Request: their data' },
}
/** What a case is called: by what is said against something, or by what somebody asks about their own data. */
export const titleOf = ({ asked, reason }: Case, language: Language): string =>
  asked ? asks[language][asked] : nameOf(reason ?? 'other', language)
