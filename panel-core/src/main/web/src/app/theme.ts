import { Badge, Button, createTheme, type CSSVariablesResolver, Modal, Table, Tooltip } from '@mantine/core'

/** The one place for sizes, corners and colours; green, grey, amber and red are left to the states of things. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 7,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans SC', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'JetBrains Mono', 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace",
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.125rem' } } },
  components: {
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', fw: 500 } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Modal: Modal.extend({ defaultProps: { centered: true } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, highlightOnHover: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withinPortal: true } }),
  },
})

const TONES = ['indigo', 'gray', 'red', 'orange', 'green'] as const

/** Text in colour and text that steps back, with the contrast of WCAG's AA on every ground that they stand on. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-placeholder': '#6b7278',
    '--mantine-color-error': colors.red[9],
    '--mantine-color-red-text': colors.red[9],
    '--mantine-primary-color-light-color': colors.indigo[9],
    ...Object.fromEntries(TONES.map((tone) => [`--mantine-color-${tone}-light-color`, toneOn(tone, colors)])),
  },
  dark: {
    '--mantine-color-dimmed': colors.dark[1],
    '--mantine-color-placeholder': colors.dark[2],
    '--mantine-color-error': colors.red[5],
    '--mantine-color-red-text': colors.red[5],
  },
})

/** The green and the orange of the palette are too bright for text even at their darkest. */
function toneOn(tone: (typeof TONES)[number], colors: Parameters<CSSVariablesResolver>[0]['colors']): string {
  return { green: '#1d6b31', orange: '#a33c00', gray: colors.gray[8] as string }[tone as string] ?? (colors[tone]?.[9] as string)
}
