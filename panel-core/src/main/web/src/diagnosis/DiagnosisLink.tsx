import { Stethoscope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../session/permissions'
import { PageButton } from '../ui/PageLink'

/** Leads whoever may have a daemon diagnosed to that page; nobody else. */
export function DiagnosisLink({ daemon }: { daemon: string }) {
  const { t } = useTranslation('diagnosis')
  const may = useMay()
  return may('daemons.manage') ? (
    <PageButton
      to="/daemons/$daemon/diagnosis"
      params={{ daemon }}
      size="compact-xs"
      variant="default"
      leftSection={<Stethoscope size={12} aria-hidden />}
    >
      {t('open')}
    </PageButton>
  ) : null
}
