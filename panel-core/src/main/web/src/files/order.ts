import type { FileEntry } from '../api/schema'
import { language } from '../i18n'
import type { FileSort } from './filesSearch'

/** What is looked for, directories first, in the order that is wanted. */
export function ordered(entries: readonly FileEntry[], sort: FileSort, down: boolean, wanted: string): FileEntry[] {
  const names = new Intl.Collator(language(), { numeric: true })
  const needle = wanted.toLowerCase()
  const compare: Record<FileSort, (a: FileEntry, b: FileEntry) => number> = {
    name: (a, b) => names.compare(a.name, b.name),
    size: (a, b) => a.size - b.size,
    modified: (a, b) => Date.parse(a.modifiedAt) - Date.parse(b.modifiedAt),
  }
  const isDirectory = (entry: FileEntry) => Number(entry.type === 'directory')
  return entries
    .filter((entry) => needle === '' || entry.name.toLowerCase().includes(needle))
    .sort(
      (a, b) =>
        isDirectory(b) - isDirectory(a) ||
        (down ? -1 : 1) * compare[sort](a, b) ||
        names.compare(a.name, b.name) ||
        (a.name < b.name ? -1 : 1),
    )
}
