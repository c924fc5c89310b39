export * as search from './search';
