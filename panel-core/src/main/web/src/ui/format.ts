import { language } from '../i18n'

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** A size as `1.4 GiB`. */
export function bytes(count: number): string {
  let value = count
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit += 1
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1
  return `${value.toLocaleString(language(), { maximumFractionDigits: digits })} ${UNITS[unit]}`
}

/** A share of 1 as `12 %`, in the manner of the language. */
export function percent(share: number): string {
  return share.toLocaleString(language(), { style: 'percent', maximumFractionDigits: 0 })
}

export function count(value: number): string {
  return value.toLocaleString(language())
}

/** The exact time in the person's zone. */
export function exactTime(at: string | number): string {
  return new Date(at).toLocaleString(language(), { dateStyle: 'medium', timeStyle: 'medium' })
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** How far from now, in the largest unit that fits: "3 minutes ago", "in 2 days". */
export function relativeTime(at: string | number, now: number = Date.now()): string {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000)
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(Math.trunc(seconds / size), unit)
}

/** How long something lasts, in its two largest units: `3 d 4 h`, `12 min 5 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const parts: [number, Intl.NumberFormatOptions['unit']][] = [
    [Math.floor(whole / 86_400), 'day'],
    [Math.floor((whole % 86_400) / 3_600), 'hour'],
    [Math.floor((whole % 3_600) / 60), 'minute'],
    [whole % 60, 'second'],
  ]
  const first = parts.findIndex(([value]) => value > 0)
  return parts
    .slice(first < 0 ? 3 : first, first < 0 ? 4 : first + 2)
    .map(([value, unit]) => value.toLocaleString(language(), { style: 'unit', unit, unitDisplay: 'narrow' }))
    .join(' ')
}

const ISO_DURATION = /^PT(?:(-?\d+(?:\.\d+)?)H)?(?:(-?\d+(?:\.\d+)?)M)?(?:(-?\d+(?:\.\d+)?)S)?$/

/** The seconds of a duration as the API writes them, such as `PT1M0.5S` or `PT-2S`; 0 for what is none. */
export function secondsOf(iso: string): number {
  const [, hours, minutes, seconds] = ISO_DURATION.exec(iso) ?? []
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
}

/** Seconds as `12 ms`. */
export function milliseconds(seconds: number): string {
  const value = Math.round(seconds * 1000)
  return value.toLocaleString(language(), { style: 'unit', unit: 'millisecond', unitDisplay: 'short' })
}
