import { renderSVG } from 'uqr';

/** An address as a picture for cameras, with so many empty squares around it. */
export const qrCode = (address: string, border: number) =>
  `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(address, { border }))}`;
