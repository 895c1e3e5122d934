import type { Paragraph, Run } from './tree.ts'

// Words that are no markup, as pieces of a body.

export const plainRuns = (text: string): Run[] => [{ is: 'text', text, marks: [], href: null }]

export const plainParagraph = (text: string): Paragraph => ({ is: 'paragraph', align: null, inlines: plainRuns(text) })
