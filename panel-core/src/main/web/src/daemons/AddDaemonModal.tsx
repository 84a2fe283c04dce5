import { Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DaemonDials } from './DaemonDials'
import { Joined } from './Joined'
import { PanelDials } from './PanelDials'

const SIDES = ['daemon', 'panel'] as const
type Side = (typeof SIDES)[number]

/** Has a daemon join the panel: it dials with a code, or the panel dials it. */
export function AddDaemonModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('daemons')
  return (
    <Modal opened={opened} onClose={onClose} title={t('add.title')} size="lg" closeOnClickOutside={false}>
      <AddDaemon onClose={onClose} />
    </Modal>
  )
}

function AddDaemon({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('daemons')
  const [side, setSide] = useState<Side>('daemon')
  const [joined, setJoined] = useState<string | null>(null)
  const [hasCode, setHasCode] = useState(false)
  if (joined !== null) {
    return <Joined id={joined} onClose={onClose} />
  }
  return (
    <Stack>
      {!hasCode && (
        <>
          <SegmentedControl
            fullWidth
            aria-label={t('add.who')}
            value={side}
            onChange={(value) => setSide(SIDES.find((each) => each === value) ?? 'daemon')}
            data={SIDES.map((value) => ({ value, label: t(`add.side.${value}`) }))}
          />
          <Text size="sm" c="dimmed">
            {t(`add.when.${side}`)}
          </Text>
        </>
      )}
      {side === 'daemon' ? (
        <DaemonDials onClose={onClose} onCode={() => setHasCode(true)} onJoined={setJoined} />
      ) : (
        <PanelDials onClose={onClose} onJoined={setJoined} />
      )}
    </Stack>
  )
}
