import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { type ISearchOptions, SearchAddon } from '@xterm/addon-search'
import { Terminal } from '@xterm/xterm'
import { Store } from '../ui/store'
import { TERMINAL_THEMES } from './themes'

export interface Found {
  readonly index: number
  readonly count: number
}

/** What the page does for a screen. */
export interface ScreenOwner {
  /** A link in the output was clicked: it is somebody else's text. */
  link(address: string): void
  /** A person types while the screen itself takes nothing. */
  typed(key: string): void
  search(): void
  /** What a person types into a terminal. */
  data(data: string): void
  resized(columns: number, rows: number): void
}

const SCROLLBACK = 10_000
/** Title, icon, working directory, clipboard, colours of the page: nothing of this is a program's business. */
const IGNORED_COMMANDS = [0, 1, 2, 7, 9, 52, 777, 1337]

/** The terminal that shows a console. What it shows is somebody else's: it obeys no more than it must. */
export class Screen {
  /** Whether the newest output is in view. */
  readonly follows = new Store(true)
  readonly found = new Store<Found | null>(null)
  readonly #terminal: Terminal
  readonly #fit = new FitAddon()
  readonly #search = new SearchAddon()
  readonly #observer: ResizeObserver
  #scheme: 'light' | 'dark'
  #isTerminal = false

  constructor(place: HTMLElement, look: { size: number; font: string; scheme: 'light' | 'dark'; label: string }, owner: ScreenOwner) {
    Terminal.strings.promptLabel = look.label
    this.#scheme = look.scheme
    this.#terminal = new Terminal({
      allowProposedApi: true,
      convertEol: true,
      disableStdin: true,
      cursorInactiveStyle: 'none',
      fontFamily: look.font,
      fontSize: look.size,
      lineHeight: 1.2,
      scrollback: SCROLLBACK,
      theme: TERMINAL_THEMES[look.scheme],
      minimumContrastRatio: 4.5,
      linkHandler: { activate: (_, address) => owner.link(address) },
    })
    this.#terminal.loadAddon(this.#fit)
    this.#terminal.loadAddon(this.#search)
    IGNORED_COMMANDS.forEach((command) => this.#terminal.parser.registerOscHandler(command, () => true))
    this.#terminal.onData((data) => {
      if (this.#isTerminal) {
        owner.data(data)
      }
    })
    this.#terminal.onResize(({ cols, rows }) => owner.resized(cols, rows))
    this.#terminal.attachCustomKeyEventHandler((event) => this.#isForTerminal(event, owner))
    this.#terminal.onRender(() => this.follows.set(this.#isAtEnd()))
    this.#search.onDidChangeResults(({ resultIndex, resultCount }) =>
      this.found.set({ index: resultIndex, count: resultCount }),
    )
    this.#terminal.open(place)
    this.#observer = new ResizeObserver(() => this.fit())
    this.#observer.observe(place)
    this.fit()
  }

  write(text: string, done: () => void): void {
    this.#terminal.write(text, done)
  }

  /** A terminal takes keys and breaks lines itself; anything else only prints lines. */
  become(isTerminal: boolean, mayType: boolean): void {
    this.#isTerminal = isTerminal && mayType
    this.#terminal.options.convertEol = !isTerminal
    this.#terminal.options.disableStdin = !this.#isTerminal
  }

  get size(): { columns: number; rows: number } {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows }
  }

  fit(): void {
    this.#fit.fit()
  }

  setFontSize(size: number): void {
    this.#terminal.options.fontSize = size
    this.fit()
  }

  setScheme(scheme: 'light' | 'dark'): void {
    this.#scheme = scheme
    this.#terminal.options.theme = TERMINAL_THEMES[scheme]
  }

  /** Takes what is shown out of view; the log keeps it. */
  clear(): void {
    this.#terminal.clear()
  }

  follow(wanted: boolean): void {
    if (wanted) {
      this.#terminal.scrollToBottom()
    } else {
      this.#terminal.scrollLines(-1)
    }
  }

  /** What is selected, else all that can be scrolled to. */
  text(): string {
    const selected = this.#terminal.getSelection()
    if (selected !== '') {
      return selected
    }
    const buffer = this.#terminal.buffer.active
    let text = ''
    for (let i = 0; i < buffer.length; i += 1) {
      const line = buffer.getLine(i)
      text += (line?.isWrapped || i === 0 ? '' : '\n') + (line?.translateToString(true) ?? '')
    }
    return text.trimEnd()
  }

  search(term: string, direction: 'next' | 'previous' | 'typed'): void {
    if (term === '') {
      this.endSearch()
    } else if (direction === 'previous') {
      this.#search.findPrevious(term, this.#options())
    } else {
      this.#search.findNext(term, { ...this.#options(), incremental: direction === 'typed' })
    }
  }

  endSearch(): void {
    this.#search.clearDecorations()
    this.#terminal.clearSelection()
    this.found.set(null)
  }

  dispose(): void {
    this.#observer.disconnect()
    this.#terminal.dispose()
  }

  #options(): ISearchOptions {
    const dark = this.#scheme === 'dark'
    return {
      decorations: {
        matchBackground: dark ? '#5c4a12' : '#ffe8a3',
        matchOverviewRuler: dark ? '#e8c267' : '#865f00',
        activeMatchBackground: dark ? '#9c6d00' : '#ffc53d',
        activeMatchColorOverviewRuler: dark ? '#ffffff' : '#24292f',
      },
    }
  }

  #isAtEnd(): boolean {
    const buffer = this.#terminal.buffer.active
    return buffer.viewportY >= buffer.baseY
  }

  /** Whether a key is the terminal's; keys that lead elsewhere must not end here. */
  #isForTerminal(event: KeyboardEvent, owner: ScreenOwner): boolean {
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && event.key.toLowerCase() === 'f') {
      if (event.type === 'keydown') {
        event.preventDefault()
        owner.search()
      }
      return false
    }
    if (this.#isTerminal) {
      return !(isCommand && event.key.toLowerCase() === 'c' && this.#terminal.hasSelection())
    }
    if (event.type === 'keydown') {
      this.#scrollOrPass(event, owner)
    }
    return false
  }

  #scrollOrPass(event: KeyboardEvent, owner: ScreenOwner): void {
    const lines = { PageUp: 1 - this.#terminal.rows, PageDown: this.#terminal.rows - 1, ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (lines !== undefined) {
      event.preventDefault()
      this.#terminal.scrollLines(lines)
    } else if (event.key === 'Home') {
      this.#terminal.scrollToTop()
    } else if (event.key === 'End') {
      this.#terminal.scrollToBottom()
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      owner.typed(event.key)
    }
  }
}
