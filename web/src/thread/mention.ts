/** Naming a member while writing: what stands before the caret, who fits it, and what is put there. */
import type { Member } from '../api/types'
import { fold } from '../i18n/formats'

const BEFORE = /(?:^|[\s(])@([\p{L}\p{M}\d.' -]{0,40})$/u
const SHOWN = 8

/** The letters after the last `@`; null when no name is being typed. */
export function askedFor(text: string, caret: number): string | null {
  return BEFORE.exec(text.slice(0, caret))?.[1] ?? null
}

/** Members one of whose words begins so, with or without accents. */
export function fitting(members: Member[], asked: string): Member[] {
  const wanted = fold(asked).trim()
  const words = (member: Member) => ` ${fold(member.name)}`
  return members.filter((member) => words(member).includes(` ${wanted}`)).slice(0, SHOWN)
}

export function named(text: string, caret: number, member: Member) {
  const start = caret - (askedFor(text, caret) ?? '').length - 1
  const link = `[@${member.name.replace(/[[\]\\]/g, '')}](#m${member.number}) `
  return { text: text.slice(0, start) + link + text.slice(caret), caret: start + link.length }
}
