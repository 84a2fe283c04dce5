import { useComputedColorScheme, useMantineTheme } from '@mantine/core'
import i18next from 'i18next'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { Problem } from '../api/problem'
import type { Instance } from '../instances/instance'
import { browserClock } from '../ui/clock'
import { bytes } from '../ui/format'
import { notifyProblem } from '../ui/notify'
import { Store, useStore } from '../ui/store'
import { ways } from '../way/browser'
import { askTicket } from '../way/tickets'
import { dialBrowser } from './connection'
import { fontSize } from './preferences'
import { type Mark, Printer } from './printer'
import { Screen, type ScreenOwner } from './screen'
import { ConsoleSession } from './session'

/** One open console: what shows it, what feeds it, and in which state the instance says it is. */
export interface LiveConsole {
  readonly screen: Screen
  readonly session: ConsoleSession
  readonly printer: Printer
  readonly state: Store<string | null>
}

type PageOwner = Omit<ScreenOwner, 'data' | 'resized'>

function said(mark: Mark): string {
  return mark.kind === 'skipped'
    ? i18next.t('marks.skipped', { ns: 'console', size: bytes(mark.bytes) })
    : i18next.t(`marks.${mark.kind}`, { ns: 'console' })
}

function open(
  place: HTMLElement,
  look: { font: string; scheme: 'light' | 'dark' },
  { daemon, id }: { daemon: string; id: string },
  owner: PageOwner,
): LiveConsole {
  const label = i18next.t('output', { ns: 'console' })
  // The screen speaks as soon as it has a size, which is before anybody listens.
  let session: ConsoleSession | null = null
  const screen = new Screen(
    place,
    { ...look, size: fontSize.get(), label },
    {
      ...owner,
      data: (data) => void session?.input(data),
      resized: (columns, rows) => session?.resize(columns, rows),
    },
  )
  const printer = new Printer(screen, said)
  const state = new Store<string | null>(null)
  session = new ConsoleSession(
    {
      daemon,
      dial: dialBrowser,
      clock: browserClock,
      ways,
      ticket: () => askTicket({ operation: 'console', daemon, instance: id }),
      jitter: Math.random,
    },
    {
      begin: (hello, how) => {
        screen.become(hello.columns !== null, hello.rights.includes('input'))
        printer.begin(hello, how)
        state.set(hello.state)
        session?.resize(screen.size.columns, screen.size.rows)
      },
      bytes: (chunk) => printer.bytes(chunk),
      gap: (from, to) => printer.gap(from, to),
      state: (next) => state.set(next),
      refused: (code, detail) => notifyProblem(new Problem({ status: 409, code, detail })),
    },
  )
  return { screen, session, printer, state }
}

/** Keeps a console open in the element for as long as the page shows it. */
export function useConsole(
  place: RefObject<HTMLElement | null>,
  instance: Instance,
  owner: PageOwner,
): LiveConsole | null {
  const { daemon, id } = instance
  const scheme = useComputedColorScheme('light')
  const font = useMantineTheme().fontFamilyMonospace
  const size = useStore(fontSize)
  const [live, setLive] = useState<LiveConsole | null>(null)
  const newest = useRef({ owner, scheme, font })
  useEffect(() => {
    newest.current = { owner, scheme, font }
  })

  useEffect(() => {
    const element = place.current
    if (element === null) {
      return
    }
    const console = open(element, newest.current, { daemon, id }, {
      link: (address) => newest.current.owner.link(address),
      typed: (key) => newest.current.owner.typed(key),
      search: () => newest.current.owner.search(),
    })
    console.session.start()
    setLive(console)
    const again = () => console.session.retryNow()
    const seen = () => document.visibilityState === 'visible' && again()
    addEventListener('online', again)
    document.addEventListener('visibilitychange', seen)
    return () => {
      removeEventListener('online', again)
      document.removeEventListener('visibilitychange', seen)
      console.session.stop()
      console.screen.dispose()
      setLive(null)
    }
  }, [place, daemon, id])

  useEffect(() => live?.screen.setScheme(scheme), [live, scheme])
  useEffect(() => live?.screen.setFontSize(size), [live, size])
  return live
}
