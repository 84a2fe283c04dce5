import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { Node } from '../api/schema'
import { daemonsQuery } from '../daemons/queries'
import { arrange, type Arranged, isSought, orderBy } from './arrange'
import type { Instance } from './instance'
import type { ListSearch } from './listSearch'

const NO_DAEMONS: readonly Node[] = []

export interface Daemons {
  readonly all: readonly Node[]
  readonly nameOf: (id: string) => string
}

/** The daemons that may be seen, and what each is called. */
export function useDaemons(): Daemons {
  const { data: all = NO_DAEMONS } = useQuery(daemonsQuery)
  return useMemo(() => {
    const names = new Map(all.map((daemon) => [daemon.id, daemon.name]))
    return { all, nameOf: (id) => names.get(id) ?? id }
  }, [all])
}

/** The rows that the address asks for, in its order; they keep their places while their figures change. */
export function useArranged(instances: readonly Instance[], search: ListSearch, daemons: Daemons): Arranged {
  const previous = useRef<Arranged | null>(null)
  const { sort = 'name', down = false } = search
  const sought = useMemo(() => instances.filter((each) => isSought(each, search)), [instances, search])
  const by = useMemo(() => orderBy(sort, down, daemons.nameOf), [sort, down, daemons])
  const arranged = useMemo(() => arrange(previous.current, sought, `${sort} ${down}`, by), [sought, sort, down, by])
  useEffect(() => {
    previous.current = arranged
  }, [arranged])
  return arranged
}
