import { useState } from 'react'
import i18next from 'i18next'
import { Problem } from '../api/problem'
import type { InstanceSpec } from '../api/schema'
import { type Draft, draftOf, specOfDraft } from './draft'

export type Manner = 'form' | 'json'

/** A specification while it is written: as a form or as JSON, and from one to the other. */
export interface SpecEditing {
  readonly manner: Manner
  readonly draft: Draft
  readonly text: string
  readonly problem: Problem | null
  readonly setDraft: (draft: Draft) => void
  readonly setText: (text: string) => void
  readonly setProblem: (problem: Problem | null) => void
  /** Goes on in the other way; a text that is no specification stays, with what is wrong with it. */
  readonly turnTo: (manner: Manner) => boolean
  /** What is written now; null where it is no JSON, with the reason in `problem`. */
  readonly spec: () => InstanceSpec | null
  readonly restart: (spec: InstanceSpec) => void
}

const INDENT = 2

export function useSpec(first: Draft, firstManner: Manner = 'form'): SpecEditing {
  const [manner, setManner] = useState<Manner>(firstManner)
  const [draft, setDraft] = useState(first)
  const [text, setText] = useState(() => written(specOfDraft(first)))
  const [problem, setProblem] = useState<Problem | null>(null)

  function read(): InstanceSpec | null {
    try {
      const value: unknown = JSON.parse(text)
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw new Error(i18next.t('form.jsonObject', { ns: 'instances' }))
      }
      return value as InstanceSpec
    } catch (fault) {
      setProblem(new Problem({ status: 400, code: 'request.bad-json', detail: Problem.of(fault).detail }))
      return null
    }
  }

  const turnTo = (next: Manner): boolean => {
    if (next === 'json') {
      setText(written(specOfDraft(draft)))
    } else {
      const spec = read()
      if (spec === null) {
        return false
      }
      setDraft(draftOf(withDefaults(spec)))
    }
    setProblem(null)
    setManner(next)
    return true
  }

  return {
    manner,
    draft,
    text,
    problem,
    setDraft,
    setText,
    setProblem,
    turnTo,
    spec: () => (manner === 'form' ? specOfDraft(draft) : read()),
    restart: (spec) => {
      setDraft(draftOf(spec))
      setText(written(spec))
      setProblem(null)
    },
  }
}

const written = (spec: InstanceSpec) => JSON.stringify(spec, null, INDENT)

/** What a text leaves out takes its default, as it would at the daemon. */
function withDefaults(spec: Partial<InstanceSpec>): InstanceSpec {
  const driver = { type: 'process', command: [''], ...spec.driver }
  return {
    name: spec.name ?? '',
    tags: spec.tags ?? [],
    directory: spec.directory ?? null,
    driver,
    stop: { input: null, signal: 'TERM', timeout: 'PT30S', ...spec.stop },
    restart: { policy: 'no', attempts: 5, interval: 'PT10M', backoff: 'PT2S', ...spec.restart },
    ready: spec.ready ?? null,
    autoStart: spec.autoStart ?? false,
    expiresAt: spec.expiresAt ?? null,
    diskLimit: spec.diskLimit ?? null,
  }
}
