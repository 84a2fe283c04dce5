const UNITS = { s: 1, min: 60, h: 3600, d: 86_400 } as const
export type Unit = keyof typeof UNITS

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** The seconds of an ISO 8601 duration without months; NaN for anything else. */
export function secondsOf(iso: string): number {
  const parts = ISO.exec(iso)
  if (parts === null || iso === 'P' || iso.endsWith('T')) {
    return Number.NaN
  }
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = parts
  return Number(days) * UNITS.d + Number(hours) * UNITS.h + Number(minutes) * UNITS.min + Number(seconds)
}

/** A number and the largest unit in which it is whole, as one would say it. */
export function amountOf(iso: string): { amount: number; unit: Unit } {
  const seconds = secondsOf(iso)
  const unit = (['d', 'h', 'min'] as const).find((each) => seconds > 0 && seconds % UNITS[each] === 0) ?? 's'
  return { amount: seconds / UNITS[unit], unit }
}

/** The ISO 8601 duration of so many of a unit. */
export function isoOf(amount: number, unit: Unit): string {
  switch (unit) {
    case 'd':
      return `P${amount}D`
    case 'h':
      return `PT${amount}H`
    case 'min':
      return `PT${amount}M`
    case 's':
      return `PT${amount}S`
  }
}
