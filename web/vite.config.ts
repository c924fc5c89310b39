import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { messagesRead } from './vite/messages-read.ts';
import { precompressed } from './vite/precompressed.ts';
import { serviceWorker } from './vite/service-worker.ts';

const site = fileURLToPath(new URL('../bookit/site', import.meta.url));
const api = process.env.BOOKIT_DEV_API ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react(), messagesRead(), serviceWorker(), precompressed(site)],
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('./src', import.meta.url)),
      // Messages come read (docs/adr/0096).
      '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js',
    },
  },
  build: {
    outDir: site,
    emptyOutDir: true,
    manifest: true,
    // The first of each with light-dark() and Promise.withResolvers().
    target: ['chrome123', 'firefox128', 'safari17.5'],
    assetsInlineLimit: 0,
    // The check of the first load's size prints what matters.
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': { target: api, changeOrigin: false } } },
});
