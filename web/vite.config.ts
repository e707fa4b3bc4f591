import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** The gateway that the development server hands API requests to. */
const gateway = 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [vue()],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    target: 'es2022',
    // The Content-Security-Policy allows no data: scripts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
  },
  server: {
    port: 5173,
    proxy: { '/graphql': { target: gateway, ws: true } },
  },
});
