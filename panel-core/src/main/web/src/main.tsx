import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './app/app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { startLanguages } from './i18n'

const root = document.getElementById('root')
if (root === null) {
  throw new Error('index.html has no #root')
}
await startLanguages()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
