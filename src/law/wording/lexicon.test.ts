import { describe, expect, test } from 'vitest'
import { findWords, type LexiconWord, lexiconOf } from './lexicon.ts'
import { ownWords } from './own-words.ts'

const own = lexiconOf(ownWords)
const word = (written: string, suggestion: string | null = null): LexiconWord => ({
  kind: suggestion ? 'misprint' : 'sensitive',
  word: written,
  suggestion,
})

describe('words of a lexicon in a text', () => {
  test.each([
    ['请尽快布署，帐号报送。', ['布署', '帐号'], 'misprints'],
    ['机密★10年', ['机密★'], 'a mark of classification'],
    ['部署工作，作为重点，隐患排查。', [], 'what is written right'],
    ['', [], 'nothing'],
  ])('%s → %o: %s', (text, found, _because) => {
    expect(findWords(text, own).map((hit) => hit.word)).toEqual(found)
  })

  test('the longest word at a place is taken, and places are those of the text', () => {
    const lexicon = lexiconOf([word('应急'), word('应急处'), word('应急处突队'), word('突队')])
    const text = '见应急处突队、应急处和应急。'
    expect(findWords(text, lexicon).map((hit) => text.slice(hit.start, hit.end))).toEqual([
      '应急处突队',
      '应急处',
      '应急',
    ])
  })

  test('what begins like a longer word and is none is still found', () => {
    const lexicon = lexiconOf([word('甲乙丙丁'), word('乙丙')])
    expect(findWords('甲乙丙戊', lexicon).map((hit) => hit.word)).toEqual(['乙丙'])
  })

  test('a word is found wherever in a text it begins', () => {
    const lexicon = lexiconOf([word('甲乙'), word('丙丁戊')])
    for (let before = 0; before < 20; before += 1) {
      for (const written of ['甲乙', '丙丁戊']) {
        for (const after of ['', '文', '文文文文文文文文文']) {
          const text = '文'.repeat(before) + written + after
          expect(findWords(text, lexicon)).toMatchObject([{ word: written, start: before }])
        }
      }
    }
  })

  test('a short form within its own suggestion is right', () => {
    const lexicon = lexiconOf([word('应急部', '应急管理部'), word('管理部', '应急管理部')])
    expect(findWords('应急管理部与应急部', lexicon).map((hit) => hit.word)).toEqual(['应急部'])
  })

  test('every word of our own list is found, and none of the suggestions is', () => {
    for (const { word: written, suggestion } of ownWords) {
      expect(findWords(`见${written}。`, own).map((hit) => hit.word)).toEqual([written])
      if (suggestion) expect(findWords(`见${suggestion}。`, own)).toEqual([])
    }
  })
})
