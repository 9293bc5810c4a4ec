/**
 * The editor. It stands in a shadow root, where its styles are a sheet that is made by script: the pages allow no styles inline.
 */
import { Compartment, EditorState } from '@codemirror/state'
import { EditorView, keymap, type KeyBinding } from '@codemirror/view'
import { ySync, ySyncFacet, YSyncConfig } from 'y-codemirror.next/sync'
import * as Y from 'yjs'
import { others, placeOf, show, type At, type Other } from './carets'
import { keys } from './keys'
import sheet from './editor.css?inline'

export interface Editor {
  /** Where the others are. */
  show(who: Other[]): void
  describe(label: string, wrong: string | undefined, writable: boolean): void
  focus(): void
  end(): void
}

export function edit(place: HTMLElement, text: Y.Text, pointed: (at: At | null) => void): Editor {
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open', delegatesFocus: true })
  const ours = new CSSStyleSheet()
  ours.replaceSync(sheet)
  const note = document.createElement('p')
  note.id = 'note'
  note.hidden = true
  const named = new Compartment()
  const sync = new YSyncConfig(text, null)
  const back = new Y.UndoManager(text, { trackedOrigins: new Set([sync]) }) // what oneself typed, never what others did
  const view = new EditorView({
    root,
    parent: root as unknown as Element,
    state: EditorState.create({
      doc: text.toString(),
      extensions: [
        keymap.of([...history(back), ...keys]),
        EditorView.domEventHandlers({ beforeinput: ({ inputType }) => turned(back, inputType) }),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ spellcheck: 'false', lang: 'vi' }),
        named.of([]),
        ySyncFacet.of(sync),
        ySync,
        others(text),
        EditorView.updateListener.of(({ view, selectionSet, docChanged, focusChanged }) => {
          if (!selectionSet && !docChanged && !focusChanged) return
          const { anchor, head } = view.state.selection.main
          pointed(view.hasFocus && anchor <= text.length && head <= text.length ? placeOf(text, anchor, head) : null)
        }),
      ],
    }),
  })
  root.append(note)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ours]
  return {
    show: (who) => view.dispatch({ effects: show.of(who) }),
    describe(label, wrong, writable) {
      note.textContent = wrong ?? ''
      note.hidden = !wrong
      const said: Record<string, string> = { 'aria-label': label, 'aria-multiline': 'true' }
      if (wrong) Object.assign(said, { 'aria-invalid': 'true', 'aria-describedby': 'note' })
      if (!writable) said['aria-readonly'] = 'true'
      view.dispatch({
        effects: named.reconfigure([
          EditorView.contentAttributes.of(said),
          EditorState.readOnly.of(!writable),
          EditorView.editable.of(writable),
        ]),
      })
    },
    focus: () => view.focus(),
    end() {
      view.destroy()
      back.destroy()
      note.remove()
    },
  }
}

const history = (back: Y.UndoManager): KeyBinding[] => [
  { key: 'Mod-z', run: () => back.undo() !== undefined, preventDefault: true },
  { key: 'Mod-y', mac: 'Mod-Shift-z', run: () => back.redo() !== undefined, preventDefault: true },
  { key: 'Mod-Shift-z', run: () => back.redo() !== undefined, preventDefault: true },
]
/** The same from a menu, or by a gesture. */
function turned(back: Y.UndoManager, inputType: string): boolean {
  if (inputType === 'historyUndo') back.undo()
  else if (inputType === 'historyRedo') back.redo()
  else return false
  return true
}
