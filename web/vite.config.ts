import { brotliCompressSync, gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { buildTarget } from './scripts/browsers/supported.ts';

/** The gateway that the development server hands API requests to. */
const gateway = 'http://127.0.0.1:4000';

/** Puts a `.br` and a `.gz` beside each script and style, so that whoever serves them need not compress them at each request. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          if (!/\.(?:js|css)$/.test(fileName)) continue;
          const source = output.type === 'chunk' ? output.code : output.source;
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(source) });
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source, { level: 9 }) });
        }
      },
    },
  };
}

export default defineConfig({
  plugins: [vue(), precompress()],
  // `@confab/text` is read from its sources. RxJS comes in ES5 for whoever does not ask for what it was written in.
  resolve: { conditions: ['confab-source', 'es2015', ...defaultClientConditions] },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    target: buildTarget,
    // The Content-Security-Policy allows no data: scripts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
    // What each page needs is one file: one request, and smaller than the same in the pieces that the pages loaded later would share.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'initial', tags: ['$initial'] }] } } },
    // In kB before compression. What is initial is held to 200 kB compressed by a browser test.
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 5173,
    proxy: { '/graphql': { target: gateway, ws: true } },
  },
});
