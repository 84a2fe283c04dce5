const FIRST_MS = 500
const LONGEST_MS = 15_000

/** How long to wait before the try that follows so many failed ones: doubled each time, with a random third of it. */
export function delayBefore(failures: number, random: number = Math.random()): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10))
  return Math.round(whole * (2 / 3 + random / 3))
}

/** What an end of the event socket asks for. */
export type Next = 'sign-in' | 'fetch-again' | 'resume'

/** Reads the close code of the event socket. */
export function afterClose(code: number): Next {
  switch (code) {
    case 4401:
      return 'sign-in'
    case 4409:
      return 'fetch-again'
    default:
      return 'resume'
  }
}

/** Where to go on after a break. */
export interface Place {
  readonly boot: string
  readonly seq: number
}

/** The address of the event socket, which goes on where it broke off if that is known. */
export function addressFrom(panel: string, place: Place | null): string {
  const address = new URL(`${panel.replace(/^http/, 'ws')}/api/v1/events`)
  if (place !== null) {
    address.searchParams.set('from', String(place.seq))
    address.searchParams.set('boot', place.boot)
  }
  return address.href
}
