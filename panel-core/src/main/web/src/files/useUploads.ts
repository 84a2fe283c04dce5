import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/schema'
import type { Instance } from '../instances/instance'
import { transfers } from '../transfers/transfers'
import { uploadOf } from '../transfers/upload'
import { notifyDone, notifyProblem } from '../ui/notify'
import { type Choice, conflictsOf, planned } from './conflicts'
import type { Given } from './dropped'
import { makeDirectory } from './edits'
import { join, shown } from './paths'
import { filesChanged } from './queries'

/** What a person is asked about files whose names are taken: one, how many after it, and how to answer. */
export interface Question {
  readonly given: Given
  readonly there: FileEntry | undefined
  readonly more: number
  answer(choice: Choice, forAll: boolean): void
  cancel(): void
}

interface Uploads {
  readonly question: Question | null
  begin(given: readonly Given[]): Promise<void>
}

/** Uploads into a directory: asks about every name that is taken, then queues. */
export function useUploads(instance: Instance, directory: string, entries: readonly FileEntry[]): Uploads {
  const { t } = useTranslation('files')
  const [question, setQuestion] = useState<Question | null>(null)
  const at = { daemon: instance.daemon, instance: instance.id }

  /** Null where the person would rather not upload at all. */
  async function choices(conflicts: readonly Given[]): Promise<Map<Given, Choice> | null> {
    const chosen = new Map<Given, Choice>()
    for (const [index, given] of conflicts.entries()) {
      const answer = await new Promise<{ choice: Choice; forAll: boolean } | null>((resolve) =>
        setQuestion({
          given,
          there: entries.find((entry) => entry.name === given.name),
          more: conflicts.length - index - 1,
          answer: (choice, forAll) => resolve({ choice, forAll }),
          cancel: () => resolve(null),
        }),
      )
      setQuestion(null)
      if (answer === null) {
        return null
      }
      chosen.set(given, answer.choice)
      if (answer.forAll) {
        conflicts.slice(index + 1).forEach((each) => chosen.set(each, answer.choice))
        break
      }
    }
    return chosen
  }

  async function begin(given: readonly Given[]): Promise<void> {
    const here = given.filter((each) => each.folder === '')
    const taken = new Set(entries.map((entry) => entry.name))
    const chosen = await choices(conflictsOf(here, taken))
    if (chosen === null) {
      return
    }
    const isFolder = new Set(entries.filter((entry) => entry.type === 'directory').map((entry) => entry.name))
    const plans = planned(here, taken, (each) => {
      const choice = chosen.get(each) ?? 'rename'
      return choice === 'overwrite' && isFolder.has(each.name) ? 'rename' : choice
    })
    const nested = given.filter((each) => each.folder !== '')
    for (const folder of new Set(nested.map((each) => each.folder))) {
      await makeDirectory(at, join(directory, folder), true)
    }
    const all = [
      ...plans.map(({ item, name, condition }) => ({ file: item.file, path: join(directory, name), condition })),
      ...nested.map(({ file, folder, name }) => ({
        file,
        path: join(join(directory, folder), name),
        condition: 'new' as const,
      })),
    ]
    for (const { file, path, condition } of all) {
      transfers.add(
        uploadOf({
          target: { ...at, path },
          content: file,
          name: shown(path),
          condition,
          onDone: () => void filesChanged(at.daemon, at.instance),
        }),
      )
    }
    notifyDone(all.length === 0 ? t('skipped') : t('queued', { count: all.length }))
  }

  return { question, begin: (given) => begin(given).catch((fault: unknown) => notifyProblem(fault)) }
}
