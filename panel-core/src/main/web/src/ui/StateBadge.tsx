import { CirclePlay, CircleStop, CircleX, Hourglass, LoaderCircle, RotateCw, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { InstanceState } from '../api/schema'
import classes from './state.module.css'

const LOOKS: Record<InstanceState, { icon: LucideIcon; tone: 'good' | 'rest' | 'change' | 'bad' }> = {
  running: { icon: CirclePlay, tone: 'good' },
  stopped: { icon: CircleStop, tone: 'rest' },
  starting: { icon: LoaderCircle, tone: 'change' },
  stopping: { icon: LoaderCircle, tone: 'change' },
  installing: { icon: Hourglass, tone: 'change' },
  restoring: { icon: Hourglass, tone: 'change' },
  'backing-off': { icon: RotateCw, tone: 'change' },
  crashed: { icon: CircleX, tone: 'bad' },
}

/** The state of an instance: a colour, a sign and a word. */
export function StateBadge({ state }: { state: InstanceState }) {
  const { t } = useTranslation()
  const { icon: Icon, tone } = LOOKS[state]
  return (
    <span className={classes.state} data-tone={tone}>
      <Icon size={14} aria-hidden />
      {t(`states.${state}`)}
    </span>
  )
}
