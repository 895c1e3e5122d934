/** Where in the law a rule stands. */
export interface Citation {
  /** short Chinese name of the instrument: 政府信息公开条例 */
  law: string
  /** article, paragraph and item as they are quoted: 第三十三条第二款. Empty when the whole instrument is meant. */
  article: string
  /** the year of the text quoted, where several are about */
  year?: number
}

/** 《政府信息公开条例》（2019）第三十三条第二款 */
export function citationText({ law, article, year }: Citation): string {
  return `《${law}》${year === undefined ? '' : `（${year}）`}${article}`
}
