import { Anchor, Group, Kbd, UnstyledButton } from '@mantine/core'
import { ActionIcon, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { base } from '../app/base'
import { TaskTray } from '../tasks/TaskTray'
import { AccountMenu } from './AccountMenu'
import { AppearanceMenu } from './AppearanceMenu'
import { Crumbs } from './Crumbs'
import { Palette } from './Palette'
import { palette } from './paletteStore'
import classes from './shell.module.css'

export function TopBar() {
  const { t } = useTranslation('shell')
  return (
    <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Anchor component={Link} to="/" lh={0} aria-label="Signalbox">
          <img src={`${base}/signalbox.svg`} alt="" width={24} height={24} />
        </Anchor>
        <Crumbs />
      </Group>
      <Group gap={4} wrap="nowrap">
        <Tooltip label={t('palette.open')}>
          <ActionIcon variant="subtle" color="gray" onClick={palette.open} aria-label={t('palette.open')}>
            <Search size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <UnstyledButton onClick={palette.open} className={classes.search} tabIndex={-1} aria-hidden>
          <Kbd>Ctrl K</Kbd>
        </UnstyledButton>
        <TaskTray />
        <AppearanceMenu />
        <AccountMenu />
      </Group>
      <Palette />
    </Group>
  )
}
