/** The path below which the panel serves this page: empty, or such as `/signalbox`. The panel writes it into the page. */
export const base: string =
  typeof document === 'undefined'
    ? ''
    : (document.querySelector<HTMLMetaElement>('meta[name="signalbox-base"]')?.content ?? '')
