export const FILE_SORTS = ['name', 'size', 'modified'] as const
export type FileSort = (typeof FILE_SORTS)[number]

/** What the address of the files says: the directory, the file that is edited, the order, what is looked for. */
export interface FilesSearch {
  path?: string
  edit?: string
  sort?: FileSort
  down?: true
  q?: string
}

/** Reads the address; what makes no sense there is left out. */
export function filesSearch(search: Record<string, unknown>): FilesSearch {
  const read: FilesSearch = {}
  for (const name of ['path', 'edit', 'q'] as const) {
    const value = search[name]
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') {
      read[name] = String(value)
    }
  }
  const sort = FILE_SORTS.find((key) => key === search.sort)
  if (sort !== undefined && sort !== 'name') {
    read.sort = sort
  }
  if (search.down === true) {
    read.down = true
  }
  return read
}
