export { qrCode } from './qr';
