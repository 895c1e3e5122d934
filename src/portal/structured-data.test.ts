import { expect, test } from 'vitest'
import { asScript } from './structured-data.ts'

test('nothing in a title can end the element the data stands in', () => {
  const title = '</script><script>alert(1)</script> & <!--'
  const script = asScript([{ '@type': 'NewsArticle', headline: title }])
  expect(script).not.toMatch(/[<>&]/)
  expect(JSON.parse(script)['@graph'][0].headline).toBe(title)
})
