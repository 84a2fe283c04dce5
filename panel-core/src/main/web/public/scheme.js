// Runs before the first paint, so that a page that is to be dark is never seen light.
;(() => {
  const chosen = localStorage.getItem('signalbox.scheme')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
