import { useTranslation } from 'react-i18next'
import { Page } from '../ui/Page'

export function NewInstancePage() {
  const { t } = useTranslation('instances')
  return <Page title={t('title')}>{null}</Page>
}
