/** A file that a person gave to the page, and in which folder it lay. */
export interface Given {
  readonly folder: string
  readonly name: string
  readonly file: File
}

export function givenFiles(files: Iterable<File>): Given[] {
  return [...files].map((file) => ({ folder: '', name: file.name, file }))
}

/** What was dropped, folders with all that is in them. Must be called while the drop is being told. */
export async function dropped(transfer: DataTransfer): Promise<Given[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) {
    return givenFiles(transfer.files)
  }
  return (await Promise.all(entries.map((entry) => within(entry, '')))).flat()
}

async function within(entry: FileSystemEntry, folder: string): Promise<Given[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ folder, name: file.name, file }]
  }
  const inner = folder === '' ? entry.name : `${folder}/${entry.name}`
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: Given[] = []
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (part.length === 0) {
      return found
    }
    found.push(...(await Promise.all(part.map((each) => within(each, inner)))).flat())
  }
}
