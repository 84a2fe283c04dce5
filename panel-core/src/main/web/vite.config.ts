import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** What a page needs when it is first looked at; the terminal and the editor come when they are used. */
const FIRST = ['react', 'react-dom', 'scheduler']

export default defineConfig({
  // Files find one another wherever they are served; the panel places the document.
  base: './',
  plugins: [react()],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        manualChunks(id) {
          const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]
          return name !== undefined && FIRST.includes(name) ? 'react' : undefined
        },
      },
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
})
