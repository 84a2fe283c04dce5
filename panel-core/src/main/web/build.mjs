// Builds the console for Maven: `node build.mjs OUT` writes its files to OUT, `node build.mjs test` runs its tests.
// What has not changed since the last time is not done again.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const NEWEST_OLD_NODE = 19
const here = dirname(fileURLToPath(import.meta.url))
const NOT_SOURCES = new Set(['node_modules', 'dist', 'schema.d.ts'])
const COMPRESSED = /\.(js|css|svg)$/

function fail(message) {
  console.error(`web console: ${message}`)
  process.exit(1)
}

function run(command, ...args) {
  const ended = spawnSync(command, args, { cwd: here, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  if (ended.status !== 0) {
    fail(`\`${command} ${args.join(' ')}\` failed:\n${ended.stdout ?? ''}${ended.stderr ?? ended.error}`)
  }
}

const tool = (name, ...args) => run(process.execPath, join(here, 'node_modules', name), ...args)

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (NOT_SOURCES.has(entry.name)) {
      continue
    }
    if (entry.isDirectory()) {
      yield* files(path)
    } else {
      yield path
    }
  }
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths) {
    hash.update(relative(here, path)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function once(stamp, hash, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    return
  }
  rmSync(stamp, { force: true })
  work()
  writeFileSync(stamp, hash)
}

function install() {
  const stamp = join(here, 'node_modules', '.signalbox')
  once(stamp, hashOf([join(here, 'package-lock.json')]), () => {
    run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund')
  })
}

function compress(folder) {
  for (const path of files(folder)) {
    if (COMPRESSED.test(path)) {
      const content = readFileSync(path)
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params }))
      writeFileSync(`${path}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }))
    }
  }
}

function build(out) {
  const sources = [...files(here)].filter((path) => !path.endsWith('.test.ts'))
  once(`${out}.stamp`, hashOf(sources), () => {
    install()
    run('npm', 'run', '--silent', 'types')
    tool('typescript/bin/tsc', '--noEmit')
    tool('vite/bin/vite.js', 'build', '--outDir', out, '--emptyOutDir', '--logLevel', 'warn')
    compress(out)
  })
}

if (Number(process.versions.node.split('.')[0]) <= NEWEST_OLD_NODE) {
  fail(`node is ${process.version}. Install Node 20 or newer, or build without the console by -Dweb.skip.`)
}
const [task] = process.argv.slice(2)
if (task === 'test') {
  install()
  tool('vitest/vitest.mjs', 'run')
} else if (task !== undefined) {
  build(task)
} else {
  fail('say where to: node build.mjs OUT')
}
