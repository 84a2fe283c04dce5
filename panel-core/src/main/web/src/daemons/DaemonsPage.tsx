import { useTranslation } from 'react-i18next'
import { Page } from '../ui/Page'

export function DaemonsPage() {
  const { t } = useTranslation('daemons')
  return <Page title={t('title')}>{null}</Page>
}
