import { useQuery } from '@tanstack/react-query'
import type { Node } from '../api/schema'
import { ways } from '../way/browser'

/** The address that this browser would take: the one on the host that the page is from, else the first. */
export function directAddress(daemon: Node): string | null {
  const here = daemon.addresses.find((address) => new URL(address).hostname === location.hostname)
  return here ?? daemon.addresses[0] ?? null
}

/** Finds out how this browser reaches a daemon; `undefined` until that is known or while the daemon is away. */
export function useWay(daemon: Node | undefined): 'direct' | 'relay' | undefined {
  const address = daemon === undefined ? null : directAddress(daemon)
  const { data: way } = useQuery({
    queryKey: ['way', daemon?.id ?? '', address] as const,
    queryFn: () => ways.find(daemon?.id ?? '', address),
    enabled: daemon?.status === 'online',
  })
  return way
}
