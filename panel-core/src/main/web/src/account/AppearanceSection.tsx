import { Group, SegmentedControl, Select, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { changeLanguage, language, LANGUAGES, type Language } from '../i18n'
import { Section } from '../ui/Facts'

const SCHEMES = ['light', 'dark', 'auto'] as const

/** Light or dark, and the language; kept in this browser. */
export function AppearanceSection() {
  const { t } = useTranslation('account')
  const { t: shell } = useTranslation('shell')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const languages = Object.keys(LANGUAGES) as Language[]
  return (
    <Section title={t('appearance.title')}>
      <Group gap="lg" align="flex-end">
        <Stack gap={4}>
          <Text size="sm" fw={500}>
            {shell('appearance.scheme')}
          </Text>
          <SegmentedControl
            aria-label={shell('appearance.scheme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(SCHEMES.find((scheme) => scheme === value) ?? 'auto')}
            data={SCHEMES.map((value) => ({ value, label: shell(`appearance.${value}`) }))}
          />
        </Stack>
        <Select
          label={shell('appearance.language')}
          w={180}
          data={languages.map((value) => ({ value, label: LANGUAGES[value] }))}
          value={language()}
          onChange={(value) => {
            const chosen = languages.find((each) => each === value)
            if (chosen !== undefined) {
              void changeLanguage(chosen)
            }
          }}
          allowDeselect={false}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('appearance.kept')}
      </Text>
    </Section>
  )
}
