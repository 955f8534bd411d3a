// Copies govuk-frontend's own examples of the components we use to tests/, for the test that our macros still agree.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const USED = [
  'back-link', 'breadcrumbs', 'button', 'character-count', 'checkboxes', 'date-input', 'details', 'error-summary',
  'file-upload', 'input', 'inset-text', 'notification-banner', 'pagination', 'panel', 'password-input', 'radios',
  'select', 'service-navigation', 'skip-link', 'summary-list', 'tag', 'task-list', 'textarea', 'warning-text'
]
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))

const lines = USED.flatMap((component) => {
  const source = path(`node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`)
  return JSON.parse(readFileSync(source, 'utf8')).fixtures.map(({ name, options, html }) =>
    JSON.stringify({ component, name, options, html: html.replace(/\s+/g, ' ').trim() }))
})
writeFileSync(path('../../tests/unit/design_system/fixtures/govuk-frontend-6.3.0.jsonl'), `${lines.join('\n')}\n`)
