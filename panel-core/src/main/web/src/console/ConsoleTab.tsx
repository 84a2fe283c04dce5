import { Alert, Group } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instance } from '../instances/instance'
import { useStore } from '../ui/store'
import { useRestOfWindow } from '../ui/useRestOfWindow'
import { WayBadge } from '../way/WayBadge'
import { ConnectionNotice } from './ConnectionNotice'
import classes from './console.module.css'
import { ConsoleTools } from './ConsoleTools'
import { InputArea } from './InputArea'
import { isWebAddress, LinkQuestion } from './LinkQuestion'
import { decoderOf } from './printer'
import { SearchBar } from './SearchBar'
import { type LiveConsole, useConsole } from './useConsole'

/** What an instance prints, live, and the line that is typed to it. */
export function ConsoleTab({ instance }: { instance: Instance }): ReactNode {
  const frame = useRef<HTMLDivElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [searching, setSearching] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const height = useRestOfWindow(frame)
  const live = useConsole(place, instance, {
    link: (address) => setLink(isWebAddress(address) ? address : null),
    typed: () => input.current?.focus(),
    search: () => setSearching(true),
  })
  return (
    <div ref={frame} className={classes.frame} style={{ height }}>
      {live !== null && (
        <>
          <Bar live={live} instance={instance} onSearch={() => setSearching((shown) => !shown)} />
          {searching && <SearchBar screen={live.screen} onClose={() => setSearching(false)} />}
          <ConnectionNotice session={live.session} daemon={instance.daemon} />
          <EncodingNotice live={live} />
        </>
      )}
      <div ref={place} className={classes.screen} style={{ order: 1 }} />
      <div style={{ order: 2 }}>{live !== null && <InputArea instance={instance} live={live} input={input} />}</div>
      <LinkQuestion address={link} onClose={() => setLink(null)} />
    </div>
  )
}

function Bar({ live, instance, onSearch }: { live: LiveConsole; instance: Instance; onSearch: () => void }) {
  const { way } = useStore(live.session.status)
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <WayBadge daemon={instance.daemon} way={way} onAsk={() => live.session.goDirect()} />
      <ConsoleTools screen={live.screen} onSearch={onSearch} />
    </Group>
  )
}

function EncodingNotice({ live }: { live: LiveConsole }) {
  const { t } = useTranslation('console')
  const encoding = useStore(live.session.status).hello?.encoding
  return encoding === undefined || decoderOf(encoding).isKnown ? null : (
    <Alert color="orange" p="xs">
      {t('encoding', { encoding })}
    </Alert>
  )
}
