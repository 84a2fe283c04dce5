import { useComputedColorScheme } from '@mantine/core'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Editor, openEditor } from './codemirror'
import { english } from '../i18n/english'
import classes from './files.module.css'
import { lineEndOf } from './text'

interface Props {
  name: string
  text: string
  readOnly: boolean
  editor: RefObject<Editor | null>
  onChange: () => void
  onSave: () => void
}

type Phrase = keyof typeof english.files.search

/** The editor itself; it begins anew whenever it is given another text. */
export default function TextArea({ name, text, readOnly, editor, onChange, onSave }: Props) {
  const { t } = useTranslation('files')
  const place = useRef<HTMLDivElement>(null)
  const dark = useComputedColorScheme('light') === 'dark'
  const newest = useRef({ onChange, onSave })
  const begun = useRef({ text, label: t('editor.label', { name }), readOnly, dark, t })
  useEffect(() => {
    newest.current = { onChange, onSave }
  })

  useEffect(() => {
    if (place.current === null) {
      return
    }
    const { t: say, ...order } = begun.current
    const phrases = Object.fromEntries(
      (Object.keys(english.files.search) as Phrase[]).map((phrase) => [phrase, say(`search.${phrase}`)]),
    )
    const opened = openEditor({
      ...order,
      place: place.current,
      lineEnd: lineEndOf(order.text),
      phrases,
      onChange: () => newest.current.onChange(),
      onSave: () => newest.current.onSave(),
    })
    editor.current = opened
    return () => {
      opened.dispose()
      editor.current = null
    }
  }, [editor])

  return <div ref={place} className={classes.editor} />
}
