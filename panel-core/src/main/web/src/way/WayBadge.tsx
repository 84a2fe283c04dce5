import { Anchor, Badge, Button, Popover, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core'
import { Cable, ExternalLink, Waypoints } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DiagnosisLink } from '../diagnosis/DiagnosisLink'
import { useStore } from '../ui/store'
import { ways } from './browser'
import type { Verdict, Way, Wish } from './ways'

const WISHES: readonly Wish[] = ['automatic', 'direct', 'relay']

interface Props {
  daemon: string
  /** The way that is in use, where that is not the one that would be taken next. */
  way?: Way | null
  /** Looks at the direct way again, because a person asks. */
  onAsk?: () => Promise<void>
}

/** *direct* or *relayed*, and the reason on click. Nothing while nobody knows. */
export function WayBadge({ daemon, way, onAsk }: Props) {
  const { t } = useTranslation('way')
  const verdict = useStore(ways.verdicts).get(daemon)
  useEffect(() => ways.use(daemon), [daemon])
  const shown = way ?? verdict?.way
  if (shown === undefined) {
    return null
  }
  const name = t(shown === 'direct' ? 'direct' : 'relayed')
  const Icon = shown === 'direct' ? Cable : Waypoints
  return (
    <Popover width={320} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton aria-label={t('open', { way: name })}>
          <Badge color={shown === 'direct' ? 'indigo' : 'gray'} leftSection={<Icon size={12} aria-hidden />} style={{ cursor: 'pointer' }}>
            {name}
          </Badge>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Explanation daemon={daemon} way={shown} verdict={verdict} onAsk={onAsk ?? (() => ways.ask(daemon))} />
      </Popover.Dropdown>
    </Popover>
  )
}

interface ExplanationProps {
  daemon: string
  way: Way
  verdict: Verdict | undefined
  onAsk: () => Promise<void>
}

function Explanation({ daemon, way, verdict, onAsk }: ExplanationProps) {
  const { t } = useTranslation('way')
  const [busy, setBusy] = useState(false)
  const address = verdict?.address ?? null
  const reason = way === 'direct' ? 'direct' : (verdict?.reason ?? 'unknown')

  async function ask() {
    setBusy(true)
    try {
      await onAsk()
    } finally {
      setBusy(false)
    }
  }

  return (
    <Stack gap="xs" align="flex-start">
      <Text fw={600} size="sm">
        {t(`title.${way}`)}
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t(`why.${reason}`, { address: address ?? '' })}
        {(reason === 'silent' || reason === 'refused') && ` ${t('again')}`}
      </Text>
      {way === 'relay' && address !== null && reason !== 'chosen' && (
        <>
          <Anchor
            href={address}
            target="_blank"
            rel="noreferrer"
            size="sm"
            onClick={() => addEventListener('focus', () => void ask(), { once: true })}
          >
            <ExternalLink size={12} aria-hidden /> {t('accept', { address })}
          </Anchor>
          <Text size="xs" c="dimmed">
            {t('acceptHint')}
          </Text>
          <Button size="xs" variant="light" loading={busy} onClick={() => void ask()}>
            {t('try')}
          </Button>
        </>
      )}
      {way === 'relay' && <DiagnosisLink daemon={daemon} />}
      <WishControl />
    </Stack>
  )
}

function WishControl() {
  const { t } = useTranslation('way')
  const wish = useStore(ways.wish)
  return (
    <Stack gap={4} w="100%">
      <Text size="xs" c="dimmed">
        {t('wish.label')}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('wish.label')}
        value={wish}
        onChange={(value) => ways.choose(WISHES.find((each) => each === value) ?? 'automatic')}
        data={WISHES.map((value) => ({ value, label: t(`wish.${value}`) }))}
      />
    </Stack>
  )
}
