/**
 * The keys of the editor: those in which it must not be left to the browser, which knows only the lines that are laid out. All others are
 * those of any field.
 */
import { EditorSelection, findClusterBreak } from '@codemirror/state'
import type { Command, KeyBinding } from '@codemirror/view'

/** Going back, the last mark of a letter goes first, as everywhere. */
const deleteChar =
  (forward: boolean): Command =>
  ({ state, dispatch }) => {
    if (state.readOnly) return false
    const change = state.changeByRange(({ from, to, empty }) => {
      const line = state.doc.lineAt(from)
      const there = line.from + findClusterBreak(line.text, from - line.from, forward, forward)
      const next = there !== from ? there : Math.min(state.doc.length, Math.max(0, from + (forward ? 1 : -1)))
      const [first, end] = empty ? [Math.min(from, next), Math.max(from, next)] : [from, to]
      return { changes: { from: first, to: end }, range: EditorSelection.cursor(first) }
    })
    const userEvent = forward ? 'delete.forward' : 'delete.backward'
    if (!change.changes.empty) dispatch(state.update(change, { scrollIntoView: true, userEvent }))
    return true
  }

const newLine: Command = ({ state, dispatch }) => {
  if (!state.readOnly) dispatch(state.update(state.replaceSelection('\n'), { scrollIntoView: true, userEvent: 'input' }))
  return true
}
/** To the beginning of the text, or to its end; `extend`: with what lies between. */
const toEdge =
  (end: boolean, extend: boolean): Command =>
  ({ state, dispatch }) => {
    const head = end ? state.doc.length : 0
    const anchor = extend ? state.selection.main.anchor : head
    dispatch(state.update({ selection: { anchor, head }, scrollIntoView: true, userEvent: 'select' }))
    return true
  }
const all: Command = ({ state, dispatch }) => {
  dispatch(state.update({ selection: { anchor: 0, head: state.doc.length }, userEvent: 'select' }))
  return true
}

export const keys: KeyBinding[] = [
  { key: 'Enter', run: newLine, shift: newLine },
  { key: 'Backspace', run: deleteChar(false), shift: deleteChar(false) },
  { key: 'Delete', run: deleteChar(true) },
  { key: 'Mod-a', run: all },
  { key: 'Mod-Home', mac: 'Cmd-ArrowUp', run: toEdge(false, false), shift: toEdge(false, true) },
  { key: 'Mod-End', mac: 'Cmd-ArrowDown', run: toEdge(true, false), shift: toEdge(true, true) },
]
