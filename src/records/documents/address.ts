import { dayInChina } from '../../platform/clock.ts'

/** The permanent address of a published document: /{column}/{yyyymm}/{id}.html */
export function documentAddress(columnSlug: string, publishedAt: Date, id: number): string {
  return `/${columnSlug}/${dayInChina(publishedAt).slice(0, 7).replace('-', '')}/${id}.html`
}
