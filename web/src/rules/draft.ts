/**
 * Rules as a form has them: every field a string or a switch, whatever is switched off kept until the form is left.
 * `read` and `written` are each other's inverse for all that the server may hold.
 */
import type { Reason } from '../moderation/reasons'
import type { Role } from '../api/types'
import type * as gen from '../api/types.gen'

export type Action = NonNullable<gen.WordList['action']>
export const ACTIONS: Action[] = ['note', 'flag', 'warn', 'slow', 'hide', 'hold', 'refuse']
export const WAYS: gen.Way[] = ['exact', 'without-diacritics', 'drawn-out', 'look-alike', 'split']

/** Of which level the headings of the form are: on a page of its own, or within the room's settings. */
export type Heading = 'h2' | 'h4'

export interface ListDraft {
  name: string
  /** One entry a line. */
  lines: string
  /** Entries of which somebody has said that they count without their diacritics, and those that do not; `counts` tells of the others. */
  bare: string[]
  full: string[]
  ways: gen.Way[]
  action: Action
  reason: Reason
}
export interface Draft {
  lists: ListDraft[]
  links: { on: boolean; action: Action; reason: Reason; most: string; allowed: string }
  newcomers: { on: boolean; action: Action; posts: string; days: string }
  beforehand: { on: boolean; action: Action; below: Role | '' }
  rates: { on: boolean; action: Action; minute: string; hour: string }
  lengths: { on: boolean; action: Action; least: string; most: string }
  quiet: { on: boolean; action: Action; start: string; end: string }
  machine: gen.Machine[]
}

const shown = (count: number | null | undefined) => (count == null ? '' : String(count))
/** What is no number is sent as it is: the server says what is wrong with it, at its field. */
const count = (typed: string): number | null => {
  const plain = typed.trim()
  if (!plain) return null
  return /^\d+$/.test(plain) ? Number(plain) : (plain as unknown as number)
}
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export const newList = (): ListDraft => ({
  ...{ name: '', lines: '', bare: [], full: [], ways: [...WAYS], action: 'hold', reason: 'insult' },
})

const plain = (entry: string) => entry.normalize('NFC').toLowerCase().replace(/\s+/g, ' ')
/** How often each entry stands in a list, as it stands there first. */
function times(lines: string): [entry: string, times: number][] {
  const all = new Map<string, [string, number]>()
  for (const entry of linesOf(lines)) {
    const [first, before] = all.get(plain(entry)) ?? [entry, 0]
    all.set(plain(entry), [first, before + 1])
  }
  return [...all.values()]
}
export const entriesOf = (lines: string): string[] => times(lines).map(([entry]) => entry)
/** The entries that stand in a list more than once. */
export const repeated = (lines: string): string[] =>
  times(lines).flatMap(([entry, often]) => (often > 1 ? [entry] : []))
/** An entry as somebody writes it who leaves out the diacritics. */
export const stripped = (entry: string): string =>
  entry.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
/** Several words that a list has without any diacritics: the server would find them with all others too, “ca do” in “ca đó”. */
export const unmarked = (entry: string): boolean =>
  stripped(entry) === entry.normalize('NFC') && /[^\p{L}\p{M}]/u.test(entry)
/** Whether an entry counts without its diacritics where the list asks for that way of writing. */
export const counts = ({ bare, full }: ListDraft, entry: string): boolean =>
  bare.includes(entry) || (!full.includes(entry) && !unmarked(entry))

/** What a list lacks before it can be looked for, and in which list; null: nothing. */
export function lacking({ lists }: Draft): { at: string; what: 'name' | 'entries' | 'ways' } | null {
  for (const [n, list] of lists.entries()) {
    const what = !list.name.trim() ? 'name' : !linesOf(list.lines).length ? 'entries' : !list.ways.length ? 'ways' : null
    if (what) return { at: `lists.${n}.${what}`, what }
  }
  return null
}

export function read(rules: gen.Rules): Draft {
  const { links, newcomers, beforehand, rates, lengths, quiet } = rules
  return {
    lists: (rules.lists ?? []).map((list) => ({
      name: list.name,
      lines: list.entries.map(({ words }) => words).join('\n'),
      bare: list.entries.filter(({ bare }) => bare).map(({ words }) => words),
      full: list.entries.filter(({ bare }) => !bare).map(({ words }) => words),
      ways: WAYS.filter((way) => (list.ways ?? WAYS).includes(way)),
      action: list.action ?? 'flag',
      reason: list.reason ?? 'insult',
    })),
    links: {
      on: Boolean(links),
      action: links?.action ?? 'hold',
      reason: links?.reason ?? 'spam',
      most: shown(links?.most ?? 0),
      allowed: (links?.allowed ?? []).join('\n'),
    },
    newcomers: {
      on: Boolean(newcomers),
      action: newcomers?.action ?? 'hold',
      posts: newcomers ? shown(newcomers.posts === undefined ? 1 : newcomers.posts) : '1',
      days: shown(newcomers?.days),
    },
    beforehand: {
      on: Boolean(beforehand),
      action: beforehand?.action ?? 'hold',
      below: beforehand?.below ?? '',
    },
    rates: {
      on: Boolean(rates),
      action: rates?.action ?? 'slow',
      minute: rates ? shown(rates.minute === undefined ? 6 : rates.minute) : '6',
      hour: shown(rates?.hour),
    },
    lengths: {
      on: Boolean(lengths),
      action: lengths?.action ?? 'warn',
      least: shown(lengths?.least),
      most: shown(lengths?.most),
    },
    quiet: {
      on: Boolean(quiet),
      action: quiet?.action ?? 'hold',
      start: quiet?.start ?? '22:00',
      end: quiet?.end ?? '06:00',
    },
    machine: rules.machine ?? [],
  }
}

export function written(draft: Draft): gen.Rules {
  const { links, newcomers, beforehand, rates, lengths, quiet } = draft
  return {
    lists: draft.lists.map((list) => ({
      ...{ name: list.name.trim(), action: list.action, reason: list.reason, ways: list.ways },
      entries: entriesOf(list.lines).map((words) => ({ words, bare: counts(list, words) })),
    })),
    links: links.on
      ? {
          ...{ action: links.action, reason: links.reason },
          ...{ most: count(links.most) ?? 0, allowed: linesOf(links.allowed) },
        }
      : null,
    newcomers: newcomers.on
      ? { action: newcomers.action, posts: count(newcomers.posts), days: count(newcomers.days) }
      : null,
    beforehand: beforehand.on
      ? { action: beforehand.action, below: beforehand.below || null }
      : null,
    rates: rates.on
      ? { action: rates.action, minute: count(rates.minute), hour: count(rates.hour) }
      : null,
    lengths: lengths.on
      ? { action: lengths.action, least: count(lengths.least), most: count(lengths.most) }
      : null,
    quiet: quiet.on ? { action: quiet.action, start: quiet.start, end: quiet.end } : null,
    machine: draft.machine,
  }
}
