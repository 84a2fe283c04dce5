import { Badge, Button, createTheme, Modal, Table, Tooltip } from '@mantine/core'

/** The one place for sizes, corners and colours; green, grey, amber and red are left to the states of things. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 5 },
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
