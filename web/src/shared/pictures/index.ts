export { Gallery } from './Gallery';
export { Picture, type Pictured } from './Picture';
