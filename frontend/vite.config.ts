import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const gateway = process.env.SWITCHGEAR_GATEWAY_URL ?? 'http://localhost:8000'

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    port: 3000,
    host: 'localhost',
    // Not /health: on the gateway that path is the console's page for browsers, here it always is.
    proxy: {
      '/api': gateway,
      '/v1': gateway,
      '/docs': gateway,
      '/ws': { target: gateway, ws: true },
    },
  },
  build: {
    // The folder that Maven packs into the jar, from where the gateway serves it.
    outDir: 'target/classes/META-INF/resources/console',
    emptyOutDir: true,
    target: 'es2023',
  },
  test: {
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'http://console.test/' } },
    setupFiles: ['./src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 60_000,
  },
})
