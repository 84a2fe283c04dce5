import { Group, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { CircleCheck, CircleMinus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HostInfo, Node } from '../api/schema'
import { bytes, duration, exactTime, percent } from '../ui/format'
import { Loaded } from '../ui/Loaded'
import { Meter } from '../ui/Meter'
import { Facts, Section } from '../ui/Facts'
import { hostQuery } from './queries'

const SKEW_SHOWN_S = 5

/** The machine and how busy it is; nothing is asked of a daemon that is away. */
export function MachinePanel({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  const online = daemon.status === 'online'
  const host = useQuery({ ...hostQuery(daemon.id), enabled: online })
  return (
    <Section title={t('machine')}>
      {online || host.data !== undefined ? (
        <Loaded query={host}>
          {(info) => <Machine host={info} at={host.dataUpdatedAt} />}
        </Loaded>
      ) : (
        <Text size="sm" c="dimmed">
          {t('hostAway')}
        </Text>
      )}
    </Section>
  )
}

function Machine({ host, at }: { host: HostInfo; at: number }) {
  const { t } = useTranslation('daemons')
  const { os, cpu, memory, disk } = host
  const used = memory.total - memory.free
  const stored = disk.total - disk.available
  return (
    <>
      {cpu.load !== undefined && cpu.load !== null && (
        <Meter
          name={t('load')}
          share={cpu.load / cpu.count}
          words={t('loadWords', { load: cpu.load.toFixed(2), count: cpu.count })}
        />
      )}
      <Meter name={t('memory')} share={used / memory.total} words={usedWords(t, used, memory.total)} />
      <Meter name={t('disk')} share={stored / disk.total} words={usedWords(t, stored, disk.total)} />
      <Facts
        facts={[
          [t('hostName'), host.name],
          [t('system'), `${os.name} ${os.version} (${os.architecture})`],
          [t('processors'), cpu.count],
          [t('version'), host.version],
          [t('clock'), <Clock key="clock" clock={host.clock} at={at} />],
        ]}
      />
    </>
  )
}

function usedWords(t: TFunction<'daemons'>, used: number, total: number): string {
  return t('usedOf', { used: bytes(used), total: bytes(total), share: percent(used / total) })
}

function Clock({ clock, at }: { clock: string; at: number }) {
  const { t } = useTranslation('daemons')
  const skew = (new Date(clock).getTime() - at) / 1000
  return (
    <>
      {exactTime(clock)}
      {Math.abs(skew) > SKEW_SHOWN_S && (
        <Text size="sm">{t(skew > 0 ? 'clockAhead' : 'clockBehind', { by: duration(Math.abs(skew)) })}</Text>
      )}
    </>
  )
}

/** What can run an instance there, and why one cannot. */
export function DriversPanel({ daemon }: { daemon: Node }) {
  const { t } = useTranslation('daemons')
  const { data: host } = useQuery({ ...hostQuery(daemon.id), enabled: daemon.status === 'online' })
  if (host === undefined) {
    return null
  }
  return (
    <Section title={t('drivers')}>
      <List listStyleType="none" spacing="xs" size="sm">
        {host.drivers.map(({ type, available, reason }) => (
          <List.Item key={type}>
            <Group gap={6} wrap="nowrap" align="flex-start">
              {available ? (
                <CircleCheck size={16} color="var(--mantine-color-green-text)" style={{ flex: 'none', marginTop: 2 }} aria-hidden />
              ) : (
                <CircleMinus size={16} color="var(--mantine-color-dimmed)" style={{ flex: 'none', marginTop: 2 }} aria-hidden />
              )}
              <Stack gap={0} style={{ overflowWrap: 'anywhere' }}>
                <Text span size="sm">
                  {t(available ? 'driverAvailable' : 'driverMissing', { type })}
                </Text>
                {reason && (
                  <Text span size="sm" c="dimmed">
                    {reason}
                  </Text>
                )}
              </Stack>
            </Group>
          </List.Item>
        ))}
      </List>
    </Section>
  )
}
