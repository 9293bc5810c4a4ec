/** The keys of the editor. Those of programmers (indenting, brackets, comments) are left out, and half of the library with them. */
import {
  cursorCharLeft, cursorCharRight, cursorDocEnd, cursorDocStart, cursorGroupLeft, cursorGroupRight, cursorLineDown, cursorLineUp,
  cursorPageDown, cursorPageUp, deleteGroupBackward, deleteGroupForward, insertNewline,
  selectAll, selectCharLeft, selectCharRight, selectDocEnd, selectDocStart, selectGroupLeft, selectGroupRight, selectLineDown,
  selectLineUp, selectPageDown, selectPageUp,
} from '@codemirror/commands' // prettier-ignore
import { EditorSelection, findClusterBreak } from '@codemirror/state'
import type { Command, KeyBinding } from '@codemirror/view'

/** The library's own knows of indenting. Going back, the last mark of a letter goes first, as everywhere. */
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

const way = (key: string, run: KeyBinding['run'], shift: KeyBinding['run'], mac?: string): KeyBinding => ({
  ...{ key, run: run!, shift: shift!, preventDefault: true },
  ...(mac ? { mac } : {}),
})
export const keys: KeyBinding[] = [
  { key: 'Enter', run: insertNewline, shift: insertNewline },
  { key: 'Backspace', run: deleteChar(false), shift: deleteChar(false) },
  { key: 'Delete', run: deleteChar(true) },
  { key: 'Mod-Backspace', mac: 'Alt-Backspace', run: deleteGroupBackward },
  { key: 'Mod-Delete', mac: 'Alt-Delete', run: deleteGroupForward },
  { key: 'Mod-a', run: selectAll },
  way('ArrowLeft', cursorCharLeft, selectCharLeft),
  way('ArrowRight', cursorCharRight, selectCharRight),
  way('ArrowUp', cursorLineUp, selectLineUp),
  way('ArrowDown', cursorLineDown, selectLineDown),
  way('Mod-ArrowLeft', cursorGroupLeft, selectGroupLeft, 'Alt-ArrowLeft'),
  way('Mod-ArrowRight', cursorGroupRight, selectGroupRight, 'Alt-ArrowRight'),
  way('PageUp', cursorPageUp, selectPageUp),
  way('PageDown', cursorPageDown, selectPageDown),
  way('Mod-Home', cursorDocStart, selectDocStart, 'Cmd-ArrowUp'),
  way('Mod-End', cursorDocEnd, selectDocEnd, 'Cmd-ArrowDown'),
]
