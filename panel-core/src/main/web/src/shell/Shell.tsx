import { AppShell, Box } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { base } from '../app/base'
import { proofs } from '../session/proof'
import { useStore } from '../ui/store'
import { BottomBar } from './BottomBar'
import { PanelAwayBanner } from './PanelAwayBanner'
import { Rail } from './Rail'
import classes from './shell.module.css'
import { TopBar } from './TopBar'

const TOP = 48
const BOTTOM = 56

/** What stands around every page: the rail (a bottom bar where it is narrow), the top bar, the page. */
export function Shell() {
  const { t } = useTranslation('shell')
  const narrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  const wide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false })
  useSignInWhenEnded()
  return (
    <AppShell
      header={{ height: TOP }}
      navbar={{ width: wide ? 208 : 64, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: BOTTOM, collapsed: !narrow }}
      padding="md"
    >
      <Box component="a" href="#page" className={classes.skip}>
        {t('skip')}
      </Box>
      <AppShell.Header>
        <TopBar />
      </AppShell.Header>
      {!narrow && (
        <AppShell.Navbar aria-label={t('rail')}>
          <Rail labelled={wide} />
        </AppShell.Navbar>
      )}
      <AppShell.Main id="page" tabIndex={-1} className={classes.page}>
        <PanelAwayBanner />
        <Outlet />
      </AppShell.Main>
      {narrow && (
        <AppShell.Footer aria-label={t('rail')} component="nav">
          <BottomBar />
        </AppShell.Footer>
      )}
    </AppShell>
  )
}

/** A session that ended elsewhere leads to the sign-in, and from there back here. */
function useSignInWhenEnded() {
  const navigate = useNavigate()
  const proof = useStore(proofs)
  useEffect(() => {
    if (proof === null) {
      void navigate({ to: '/sign-in', search: { next: location.pathname.slice(base.length) + location.search } })
    }
  }, [proof, navigate])
}
