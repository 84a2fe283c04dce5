import { Code, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NodeCertificate } from '../api/schema'
import { CopyButton } from '../ui/CopyButton'
import { exactTime, relativeTime } from '../ui/format'
import { Facts, Section } from '../ui/Facts'

const SOON_MS = 14 * 86_400_000

/** The certificate that the daemon serves, to be compared with the one that a browser warns about. */
export function CertificatePanel({ certificate }: { certificate: NodeCertificate }) {
  const { t } = useTranslation('daemons')
  const { fingerprint, names, expiresAt } = certificate
  const soon = new Date(expiresAt).getTime() - Date.now() < SOON_MS
  return (
    <Section title={t('certificate')}>
      <Facts
        facts={[
          [
            t('fingerprint'),
            <Group key="fingerprint" gap={4} wrap="nowrap" align="flex-start">
              <Code style={{ overflowWrap: 'anywhere' }}>{pairs(fingerprint)}</Code>
              <CopyButton value={fingerprint} label={t('copyFingerprint')} />
            </Group>,
          ],
          [t('names'), names.join(', ')],
          [t('expiresAt'), `${exactTime(expiresAt)} (${relativeTime(expiresAt)})`],
        ]}
      />
      <Text size="sm" c={soon ? 'red' : 'dimmed'}>
        {t(soon ? 'expiresSoon' : 'renewsItself')}
      </Text>
    </Section>
  )
}

/** As browsers show it. */
const pairs = (hex: string) => hex.toUpperCase().match(/../g)?.join(':') ?? hex
