import { Breadcrumbs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PageLink } from '../ui/PageLink'
import { shown, trail } from './paths'

/** The way from the root of the instance to a directory, each step a link. */
export function PathCrumbs({ daemon, instance, path }: { daemon: string; instance: string; path: string }) {
  const { t } = useTranslation('files')
  return (
    <nav aria-label={t('where')} style={{ minWidth: 0, flex: 1 }}>
      <Breadcrumbs separator="/" separatorMargin={6} styles={{ root: { flexWrap: 'wrap' } }}>
        {[{ name: t('root'), path: '' }, ...trail(path)].map((step) => (
          <PageLink
            key={step.path}
            to="/instances/$daemon/$instance/files"
            params={{ daemon, instance }}
            search={step.path === '' ? {} : { path: step.path }}
            size="sm"
            c="inherit"
            fw={step.path === path ? 600 : undefined}
            aria-current={step.path === path ? 'page' : undefined}
            maw={280}
            truncate
          >
            {step.path === '' ? step.name : shown(step.name)}
          </PageLink>
        ))}
      </Breadcrumbs>
    </nav>
  )
}
