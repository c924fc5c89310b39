export { type Arguments, I18nProvider, type Say, useI18n } from './i18n';
export { type Language, languages, type MessageKey, nameOf, preferredLanguage } from './languages';
export { needWords, speakIn } from './spoken';
