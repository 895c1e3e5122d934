import type { Bureau } from '../../records/bureaus/bureau.ts'
import { paths } from '../paths.ts'

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark)

/** Lets a browser or an aggregator search here (OpenSearch 1.1). A short name has at most 16 characters. */
export function openSearchDescription({
  name,
  shortName,
  profile,
}: Pick<Bureau, 'name' | 'shortName' | 'profile'>): string {
  const at = `https://${escaped(profile.domain)}`
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${escaped(shortName.slice(0, 16))}</ShortName>
  <Description>${escaped(`搜索${name}公开的信息`)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Language>zh-CN</Language>
  <Url type="text/html" template="${at}${paths.search()}?q={searchTerms}&amp;page={startPage?}"/>
  <Url type="application/json" template="${at}${paths.search()}?q={searchTerms}&amp;page={startPage?}&amp;format=json"/>
  <Url type="application/x-suggestions+json" template="${at}${paths.suggestions}?q={searchTerms}"/>
</OpenSearchDescription>
`
}
