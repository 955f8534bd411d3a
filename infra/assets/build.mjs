// Builds platform/design_system/static/design_system. The result is committed.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = fileURLToPath(new URL('.', import.meta.url))
const modules = `${here}node_modules/`
const out = fileURLToPath(new URL('../../platform/design_system/static/design_system/', import.meta.url))

// Without the byte-order mark that Sass puts before non-ASCII text.
const { css } = sass.compile(`${here}design-system.scss`, {
  loadPaths: [modules],
  quietDeps: true,
  style: 'compressed'
})
refuse('design-system.css', css)
writeFileSync(`${out}design-system.css`, `${css.replace(/^\uFEFF/, '')}\n`)

const { outputFiles } = await esbuild.build({
  bundle: true,
  entryPoints: [`${here}design-system.js`],
  format: 'esm',
  legalComments: 'none',
  minify: true,
  target: 'es2020',
  write: false
})
const js = outputFiles[0].text
refuse('design-system.js', js)
writeFileSync(`${out}design-system.js`, js)

for (const weight of [400, 600]) {
  const font = `inter-latin-${weight}-normal.woff2`
  copyFileSync(`${modules}@fontsource/inter/files/${font}`, `${out}${font}`)
}

const licences = [
  ['Inter', `${modules}@fontsource/inter/LICENSE`],
  ['GOV.UK Frontend 6.3.0', `${here}govuk-frontend-licence.txt`]
].map(([name, path]) => `${name}\n${'='.repeat(name.length)}\n\n${readFileSync(path, 'utf8').trim()}\n`)
writeFileSync(`${out}LICENCES.txt`, licences.join('\n\n'))

function refuse (name, text) {
  for (const word of ['GDS Transport', 'crest', 'crown', 'sourceMappingURL', 'url(http', 'url(/']) {
    if (text.includes(word)) throw new Error(`${name} contains ${word}`)
  }
}
