export type { Uploaded } from './send';
export { UploadField } from './UploadField';
