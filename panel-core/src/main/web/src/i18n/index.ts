import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { english, type Catalogue } from './english'

const KEY = 'signalbox.language'

export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const
export type Language = keyof typeof LANGUAGES

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Catalogue
    returnNull: false
  }
}

/** What the person chose, else what the browser asks for, else English. */
function preferred(): Language {
  const chosen = localStorage.getItem(KEY)
  if (chosen === 'en' || chosen === 'zh-CN') {
    return chosen
  }
  return navigator.languages.some((language) => language.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en'
}

async function load(language: Language): Promise<void> {
  if (language === 'zh-CN' && !i18next.hasResourceBundle('zh-CN', 'common')) {
    const { chinese } = await import('./chinese')
    for (const [feature, messages] of Object.entries(chinese)) {
      i18next.addResourceBundle('zh-CN', feature, messages)
    }
  }
}

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: english },
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  })
  await choose(preferred())
}

async function choose(language: Language): Promise<void> {
  await load(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

export function language(): Language {
  return i18next.language === 'zh-CN' ? 'zh-CN' : 'en'
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language)
  await choose(language)
}
