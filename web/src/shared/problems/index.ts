export { inWords, type Told, useWords } from './words';
