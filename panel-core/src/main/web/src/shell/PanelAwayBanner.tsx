import { Alert, Button, Group, Text } from '@mantine/core'
import { CloudOff } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { panelReach } from '../api/reach'
import { base } from '../app/base'
import { queries } from '../app/queries'
import { useStore } from '../ui/store'

const ASK_AGAIN_MS = 3000

/** Says that the panel is away, keeps asking for it, and brings the page up to date when it is back. */
export function PanelAwayBanner() {
  const { t } = useTranslation('shell')
  const away = useStore(panelReach) === 'away'
  useEffect(() => {
    if (!away) {
      return
    }
    const timer = setInterval(() => void askAgain(), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [away])
  if (!away) {
    return null
  }
  return (
    <Alert color="orange" icon={<CloudOff size={18} aria-hidden />} mb="md" role="status" title={t('away.title')}>
      <Group gap="sm">
        <Text size="sm">{t('away.text')}</Text>
        <Button size="xs" variant="default" onClick={() => void askAgain()}>
          {t('away.now')}
        </Button>
      </Group>
    </Alert>
  )
}

async function askAgain(): Promise<void> {
  try {
    const answer = await fetch(`${base}/healthz`, { cache: 'no-store' })
    if (answer.ok) {
      panelReach.answered()
      await queries.invalidateQueries()
    }
  } catch {
    // Still away; the banner stays.
  }
}
