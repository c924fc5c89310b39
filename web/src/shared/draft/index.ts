export { type Draft, draftOf, useDraft } from './draft';
