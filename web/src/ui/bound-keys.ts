/** What is bound now, with its words: the screen's own keys first, those of every page last. */
import { shortcuts } from '../a11y/keys.svelte'
import type { Language } from '../api/types'
import { words, type Layer } from './keys-words'

export interface Bound {
  keys: string[]
  says: string
  /** What one key does once; null for what moves, chooses among several or is no act of ours. */
  act: (() => void) | null
}
export interface BoundLayer {
  layer: Layer
  rows: Bound[]
}

export function boundNow(language: Language): BoundLayer[] {
  const w = words[language]
  const taken = new Set<string>()
  const rows = new Map<Layer, Bound[]>()
  for (const { layer, keys } of shortcuts.bound) {
    const found = rows.get(layer) ?? []
    rows.set(layer, found)
    for (const [row, says] of Object.entries(w.keys[layer])) {
      const own = row.split(',').filter((key) => keys[key] && !taken.has(key))
      if (own.length) found.push({ keys: own, says, act: row.includes(',') ? null : keys[row]! })
    }
    for (const key of Object.keys(keys)) taken.add(key)
  }
  for (const [layer, found] of rows) {
    // Two parts of a screen may bind keys of one layer: they stand in the order of the table.
    const order = Object.values(w.keys[layer])
    found.sort((a, b) => order.indexOf(a.says) - order.indexOf(b.says))
    for (const [key, says] of Object.entries(w.native[layer] ?? {})) found.push({ keys: [key], says, act: null })
  }
  const general = (layer: Layer) => Number(layer === 'go') + 2 * Number(layer === 'frame')
  return [...rows]
    .map(([layer, found]) => ({ layer, rows: found }))
    .filter((each) => each.rows.length)
    .sort((a, b) => general(a.layer) - general(b.layer))
}
