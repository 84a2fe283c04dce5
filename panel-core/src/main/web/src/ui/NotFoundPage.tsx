import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { MapPinOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './EmptyState'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <EmptyState icon={MapPinOff} title={t('notFound.title')} text={t('notFound.text')}>
      <Button component={Link} to="/" variant="light">
        {t('notFound.home')}
      </Button>
    </EmptyState>
  )
}
