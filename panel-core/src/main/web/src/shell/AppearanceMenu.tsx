import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { Check, Languages, Monitor, Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { changeLanguage, language, LANGUAGES, type Language } from '../i18n'

const SCHEMES = { light: Sun, dark: Moon, auto: Monitor } as const
type Scheme = keyof typeof SCHEMES

/** Light or dark, and the language. */
export function AppearanceMenu() {
  const { t } = useTranslation('shell')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const mark = (chosen: boolean) => (chosen ? <Check size={14} aria-hidden /> : null)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('appearance.open')}>
          <Languages size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('appearance.scheme')}</Menu.Label>
        {(Object.keys(SCHEMES) as Scheme[]).map((scheme) => {
          const Icon = SCHEMES[scheme]
          return (
            <Menu.Item
              key={scheme}
              leftSection={<Icon size={16} aria-hidden />}
              rightSection={mark(scheme === colorScheme)}
              onClick={() => setColorScheme(scheme)}
            >
              {t(`appearance.${scheme}`)}
            </Menu.Item>
          )
        })}
        <Menu.Divider />
        <Menu.Label>{t('appearance.language')}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((key) => (
          <Menu.Item
            key={key}
            lang={key}
            rightSection={mark(key === language())}
            onClick={() => void changeLanguage(key)}
          >
            {LANGUAGES[key]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
