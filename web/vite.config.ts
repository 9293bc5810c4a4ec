/** How the client is built, and served with hot reload before a running server (`make dev`). */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build, defineConfig, type Plugin } from 'vite'

const SERVER = process.env.DIENHONG_BEHIND ?? 'http://127.0.0.1:8000'
const FRAME =
  /src.(api|a11y|copies.tell|live|here|router|session|i18n.(lang|formats)|thread.(place|reduce|html)|room.(lines|room|shown|order)|ui.(Icon|Time|title|theme|width|Skeleton|Failed))/
const SELDOM = /(SignUp|Forgot|Reset|Me|Security|Telling|Record|Join|Rights|InForce|Rules|Administrator|Decision)-[^/]+$/
const KEPT = /\.(js|css|woff2|svg)$/
/** The drafting table is of no use without a line, nor are proposals, whose letters are their own. */
const ALONE = /^(editor|yjs|table|source-serif)-/
const PACKABLE = /\.(js|css|html|svg|json|webmanifest)$/

/** The licences of the fonts go where the fonts go. */
function licensed(): Plugin {
  const fonts = { 'be-vietnam-pro': '@fontsource', 'source-serif-4': '@fontsource-variable' }
  return {
    name: 'licensed',
    apply: 'build',
    generateBundle() {
      for (const [font, by] of Object.entries(fonts)) {
        const source = readFileSync(join('node_modules', by, font, 'LICENSE'), 'utf8')
        this.emitFile({ type: 'asset', fileName: `assets/${font}-OFL.txt`, source })
      }
    },
  }
}

/** The letters of most words are asked for with the page, not when its styles have come: fewer change their shape. */
function lettered(): Plugin {
  return {
    name: 'lettered',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((name) => /be-vietnam-pro-\w+-400-/.test(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', href: `/${name}`, as: 'font', crossorigin: true },
            injectTo: 'head' as const,
          })),
    },
  }
}

/** Telephones that draw no SVG find pictures of the two drawings (icon.svg, icon-maskable.svg). */
const ICONS = {
  'icon.svg': { type: 'image/svg+xml', sizes: 'any', purpose: 'any' },
  'icon-192.png': { type: 'image/png', sizes: '192x192', purpose: 'any' },
  'icon-512.png': { type: 'image/png', sizes: '512x512', purpose: 'any' },
  'icon-maskable-512.png': { type: 'image/png', sizes: '512x512', purpose: 'maskable' },
}
/** The manifest, with its icons: for those who put the pages on their home screen. */
function installable(): Plugin {
  const icons: Record<string, string> = {}
  return {
    name: 'installable',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: '/manifest.webmanifest' }, injectTo: 'head' },
    ],
    buildStart() {
      for (const name of Object.keys(ICONS))
        icons[name] = this.emitFile({ type: 'asset', name, source: readFileSync(`src/${name}`) })
    },
    generateBundle() {
      const manifest = {
        ...{ id: '/', start_url: '/', scope: '/', display: 'standalone', lang: 'vi' },
        ...{ name: 'Diên Hồng', short_name: 'Diên Hồng', description: 'Diễn đàn thảo luận chính sách' },
        ...{ background_color: '#ffffff', theme_color: '#ffffff' },
        icons: Object.entries(ICONS).map(([name, icon]) => ({ src: `/${this.getFileName(icons[name]!)}`, ...icon })),
      }
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: JSON.stringify(manifest) })
    },
  }
}

/** The service worker, which is told the files of the build: one script of its own, that every browser can run. */
async function worker(out: string): Promise<void> {
  const names = readdirSync(join(out, 'assets')).filter((name) => KEPT.test(name) && !ALONE.test(name))
  const files = names.map((name) => `/assets/${name}`)
  const page = readFileSync(join(out, 'index.html'))
  const name = createHash('sha256').update(page).update(files.join()).digest('hex').slice(0, 12)
  await build({
    configFile: false,
    logLevel: 'warn',
    define: { FILES: JSON.stringify(files), BUILD: JSON.stringify(name) },
    build: {
      ...{ outDir: out, emptyOutDir: false, copyPublicDir: false, target: 'es2022' },
      lib: { entry: 'src/sw.ts', formats: ['iife'], name: 'sw', fileName: () => 'sw.js' },
    },
  })
}

/** A brotli form beside every text file: the server has it ready and need not compress. */
function packed(): Plugin {
  const pack = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) pack(path)
      else if (PACKABLE.test(name) && statSync(path).size >= 1024) {
        const body = readFileSync(path)
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
        writeFileSync(`${path}.br`, brotliCompressSync(body, { params }))
      }
    }
  }
  let out = 'dist'
  return {
    name: 'packed',
    apply: 'build',
    configResolved: (config) => void (out = resolve(config.root, config.build.outDir)),
    writeBundle: () => worker(out).then(() => pack(out)), // not closeBundle, which also follows a build that failed and would hide why
  }
}

/** In development only: /_kit shows every component in every state (src/kit). */
function kit(): Plugin {
  return {
    name: 'kit',
    apply: 'serve',
    configureServer: ({ middlewares }) =>
      void middlewares.use((asked, _, next) => {
        asked.url = asked.url?.replace(/^\/_kit(?=$|\?)/, '/src/kit/kit.html')
        next()
      }),
  }
}

/** In development Vite answers with the shell and its modules, and hands everything else to the server. */
const behind = {
  target: SERVER,
  ws: true,
  bypass: ({ method, url, headers }: { method?: string; url?: string; headers: { accept?: string } }) =>
    method === 'GET' && headers.accept?.includes('text/html') && !url?.endsWith('/transcript') ? '/index.html' : undefined,
}

export default defineConfig({
  plugins: [svelte(), licensed(), lettered(), installable(), packed(), kit()],
  // The binding alone: the carets of the library, which need styles inline, stay out of the pages.
  resolve: { alias: { 'y-codemirror.next/sync': resolve('node_modules/y-codemirror.next/src/y-sync.js') } },
  build: {
    target: 'es2022',
    // `light-dark()` and nesting as written: browsers since early 2024.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // Every name of a file stands in the first chunk: for screens that are opened seldom, and are fetched in idle time, those of their styles suffice.
      resolveDependencies: (file, needed) => (SELDOM.test(file) ? needed.filter((name) => name.endsWith('.css')) : needed),
    },
    manifest: true,
    // What every screen needs comes in two files, not in twenty; what forms do in two, what moderating does anywhere in one, and what knows the copies.
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        // The first screen names many files: a letter less of each is bytes of it, and 42 bits tell builds apart.
        entryFileNames: 'assets/[name]-[hash:7].js',
        chunkFileNames: 'assets/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash:7][extname]',
        codeSplitting: {
          groups: [
            { name: 'svelte', test: /node_modules.(svelte|clsx|esm-env)/ },
            { name: 'frame', test: FRAME },
            { name: 'area', test: /src.ui.(Area|Brought|Dialog|keeping|mistaken|required)\./ },
            { name: 'form', test: /src.ui.(Ask|Choice|Field|Form|Password|Profile)\./ },
            { name: 'copies', test: /src.copies.(keeping|leave|policy|words)/ },
            { name: 'moderating', test: /src.moderation.(calls|command|explained|paths|reasons|said|Sign)\./ },
          ],
        },
      },
    },
  },
  server: { proxy: { '^/(?!\\?|@|src/|node_modules/|index\\.html|.*\\.(?:svg|webmanifest)$).+': behind } },
})
