import { EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { basicSetup } from 'codemirror'

export interface EditorOrder {
  readonly place: HTMLElement
  readonly text: string
  /** How lines end, so that what is saved differs only where it was changed; null leaves every end as it is. */
  readonly lineEnd: '\n' | '\r\n' | null
  readonly readOnly: boolean
  readonly dark: boolean
  readonly label: string
  /** What the parts of the editor that speak say. */
  readonly phrases: Readonly<Record<string, string>>
  onChange(): void
  onSave(): void
}

export interface Editor {
  text(): string
  dispose(): void
}

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'inherit', backgroundColor: 'transparent' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', overflow: 'auto' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--mantine-color-dimmed)',
    borderRight: '1px solid var(--mantine-color-default-border)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--mantine-color-default-hover)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-panels': { backgroundColor: 'var(--mantine-color-body)', color: 'inherit' },
  '.cm-textfield, .cm-button': {
    backgroundColor: 'var(--mantine-color-default)',
    backgroundImage: 'none',
    color: 'inherit',
    borderColor: 'var(--mantine-color-default-border)',
  },
})

/** An editor of a text, in the given element. */
export function openEditor(order: EditorOrder): Editor {
  const view = new EditorView({
    parent: order.place,
    state: EditorState.create({
      doc: order.text,
      extensions: [
        keymap.of([
          {
            key: 'Mod-s',
            preventDefault: true,
            run: () => {
              order.onSave()
              return true
            },
          },
        ]),
        basicSetup,
        look,
        EditorView.theme({}, { dark: order.dark }),
        EditorState.lineSeparator.of(order.lineEnd ?? '\n'),
        EditorState.readOnly.of(order.readOnly),
        EditorState.phrases.of(order.phrases),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': order.label, spellcheck: 'false' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            order.onChange()
          }
        }),
      ],
    }),
  })
  return { text: () => view.state.sliceDoc(), dispose: () => view.destroy() }
}
