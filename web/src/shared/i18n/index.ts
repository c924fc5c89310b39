export { type Arguments, I18nProvider, type Say, useI18n } from './i18n';
export {
  type Language,
  languages,
  loadMessages,
  type MessageKey,
  nameOf,
  preferredLanguage,
} from './languages';
