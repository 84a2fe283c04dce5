import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './console.module.css'

/** Whether an address is one that a page may lead to. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
}

/** Asks before a link is followed that a program printed. */
export function LinkQuestion({ address, onClose }: { address: string | null; onClose: () => void }) {
  const { t } = useTranslation('console')
  return (
    <Modal opened={address !== null} onClose={onClose} title={t('link.title')}>
      <Stack>
        <Text size="sm">{t('link.text')}</Text>
        <Text className={classes.address}>{address === null ? '' : new URL(address).href}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Anchor href={address ?? undefined} target="_blank" rel="noopener noreferrer" onClick={onClose} underline="never">
            <Button component="span">{t('link.open')}</Button>
          </Anchor>
        </Group>
      </Stack>
    </Modal>
  )
}
