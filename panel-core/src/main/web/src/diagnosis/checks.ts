import type { Check, CheckStatus } from '../api/schema'

/** The checks whose titles are in the catalogues, without their address; any other has the panel's title. */
export const KNOWN = [
  'link',
  'link.latency',
  'address.none',
  'address.kind',
  'address.name',
  'address.tcp',
  'address.tls',
  'address.certificate-chain',
  'address.certificate-name',
  'address.certificate-expiry',
  'address.clock',
  'address.http',
  'address.websocket',
  'address.origin',
] as const
export type KnownCheck = (typeof KNOWN)[number]

/** The key of a check's title; a dot would lead deeper into the catalogue. */
export type TitleKey = KnownCheck extends infer Id extends string ? Dashed<Id> : never
type Dashed<Id extends string> = Id extends `${infer Head}.${infer Tail}` ? `${Head}-${Tail}` : Id

export function titleKey(id: string): TitleKey | undefined {
  const known = KNOWN.find((each) => each === id)
  return known?.replace('.', '-') as TitleKey | undefined
}

/** What belongs together: the link, then each address. */
export interface Part {
  readonly address: string | null
  readonly checks: readonly Check[]
}

export function parts(checks: readonly Check[]): readonly Part[] {
  const found = new Map<string | null, Check[]>()
  for (const check of checks) {
    const address = check.address ?? null
    found.set(address, [...(found.get(address) ?? []), check])
  }
  return [...found].map(([address, its]) => ({ address, checks: its }))
}

/** The worst of them; what was not looked at counts for nothing. */
export function worst(checks: readonly Check[]): CheckStatus {
  return (['fail', 'warn', 'pass'] as const).find((status) => checks.some((check) => check.status === status)) ?? 'skip'
}

export function countOf(checks: readonly Check[], status: CheckStatus): number {
  return checks.filter((check) => check.status === status).length
}

/** The whole as text, to be sent to somebody who can help. */
export function asText(checks: readonly Check[]): string {
  return checks
    .map(({ id, status, detail, remedy, address }) => {
      const what = address === undefined ? id : `${id} ${address}`
      return `[${status}] ${what}: ${detail}${remedy === '' ? '' : `\n  -> ${remedy}`}`
    })
    .join('\n')
}
