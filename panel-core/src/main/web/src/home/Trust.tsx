import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { base } from '../app/base'
import { CopyButton } from '../ui/CopyButton'
import { Loaded } from '../ui/Loaded'
import { TimeAgo } from '../ui/TimeAgo'
import { authorityQuery } from './queries'

/** Where the authority's certificate is, for anybody. */
export const ROOT_FILE = `${base}/api/v1/authority/ca.pem`

/** The authority that browsers are to trust: its name, its fingerprint to compare, its certificate. */
export function Trust() {
  const { t } = useTranslation('home')
  const authority = useQuery(authorityQuery)
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{t('trust.why')}</Text>
      <Loaded query={authority} lines={1}>
        {({ name, fingerprint, expiresAt }) => (
          <>
            <Text size="sm">
              {t('trust.name', { name })} · {t('trust.expires')} <TimeAgo at={expiresAt} />
            </Text>
            <Group gap={4} wrap="nowrap" align="flex-start">
              <Code style={{ overflowWrap: 'anywhere' }}>{fingerprint}</Code>
              <CopyButton value={fingerprint} label={t('trust.copy')} />
            </Group>
            <Text size="sm" c="dimmed">
              {t('trust.compare')}
            </Text>
          </>
        )}
      </Loaded>
      <Button
        component="a"
        href={ROOT_FILE}
        download="ca.pem"
        size="xs"
        leftSection={<Download size={14} aria-hidden />}
      >
        {t('trust.download')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('trust.how')}
      </Text>
    </Stack>
  )
}
