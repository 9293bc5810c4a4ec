/** Where the others are in the text: a bar with their name, and what they have selected. A layer of our own, by classes alone. */
import { RangeSet, StateEffect, StateField, type Extension, type Range } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view'
import * as Y from 'yjs'

/** A selection, by the characters of the document behind its beginning and its end, as the live line carries it. */
export type At = number[]
export interface Other {
  number: number
  name: string
  at: At
}
const COLOURS = 6
export const show = StateEffect.define<Other[]>()

export function placeOf(text: Y.Text, anchor: number, head: number): At {
  return [anchor, head].flatMap((index) => {
    const { item } = Y.createRelativePositionFromTypeIndex(text, index)
    return item ? [item.client, item.clock] : [0, 0]
  })
}
export function indexOf(text: Y.Text, client: number, clock: number): number | null {
  if (!client && !clock) return text.length
  const relative = Y.createRelativePositionFromJSON({ item: { client, clock }, assoc: 0 })
  const found = Y.createAbsolutePositionFromRelativePosition(relative, text.doc!)
  return found?.type === text ? found.index : null
}

class Bar extends WidgetType {
  constructor(
    readonly name: string,
    readonly colour: number,
  ) {
    super()
  }
  override eq(other: Bar) {
    return other.name === this.name && other.colour === this.colour
  }
  toDOM() {
    const bar = document.createElement('span')
    bar.className = `other other-${this.colour}`
    bar.setAttribute('aria-hidden', 'true')
    const name = document.createElement('span')
    name.textContent = this.name
    bar.append(name)
    return bar
  }
  override ignoreEvent() {
    return true
  }
}

function drawn(text: Y.Text, others: Other[], length: number): DecorationSet {
  const ranges: Range<Decoration>[] = []
  for (const { number, name, at } of others) {
    const places = [indexOf(text, at[0]!, at[1]!), indexOf(text, at[2]!, at[3]!)]
    if (places.some((place) => place === null || place > length)) continue
    const [anchor, head] = places as [number, number]
    const colour = number % COLOURS
    if (anchor !== head)
      ranges.push(Decoration.mark({ class: `chosen other-${colour}` }).range(Math.min(anchor, head), Math.max(anchor, head)))
    ranges.push(Decoration.widget({ widget: new Bar(name, colour), side: 1 }).range(head))
  }
  return RangeSet.of(ranges, true)
}

export const others = (text: Y.Text): Extension =>
  StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(before, { changes, effects, state }) {
      let now = before.map(changes)
      for (const effect of effects) if (effect.is(show)) now = drawn(text, effect.value, state.doc.length)
      return now
    },
    provide: (field) => EditorView.decorations.from(field),
  })
