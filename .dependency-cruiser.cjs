// Which room may know which. The rooms are explained in the README; arrows point down:
// portal, api, desk, jobs, cli → reporting → records → platform → law

const faces = 'portal|api|desk|jobs|cli'

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    rule('no-cycles', 'Two files that need each other are one file, or hide a third.', {}, { circular: true }),
    rule(
      'law-stands-alone',
      'The law needs no package, no machine and no room of ours, so that anybody may use it anywhere.',
      { path: '^src/law/', pathNot: '[.]test[.]ts$' },
      { pathNot: '^src/law/' },
    ),
    rule(
      'platform-knows-only-law',
      'The machine serves any product; of ours it knows only the value types of the law.',
      { path: '^src/platform/' },
      { path: '^src/', pathNot: '^src/(platform|law)/' },
    ),
    rule(
      'nothing-below-knows-a-face',
      'What is kept and counted does not depend on who looks at it.',
      { path: '^src/(law|platform|records|reporting)/' },
      { path: `^src/(${faces})/` },
    ),
    rule(
      'records-do-not-report',
      'A subject gives its figures; putting them together is the business of reporting.',
      { path: '^src/records/' },
      { path: '^src/reporting/' },
    ),
    rule(
      'faces-are-strangers',
      'Each face can be replaced alone. The contract of the API is there to be shared.',
      { path: `^src/(${faces})/` },
      { path: `^src/(${faces})/`, pathNot: '^src/($1|api/contract)/' },
    ),
    rule(
      'a-store-is-private',
      'Only the verbs of a subject write its tables.',
      { path: '^src/(.+?)/[^/]+$' },
      { path: '/store[.]ts$', pathNot: '^src/$1/store[.]ts$' },
    ),
    rule(
      'portal-reads-what-is-public',
      'One file a subject says what the public may read; the portal has no other door.',
      { path: '^src/portal/' },
      { path: '^src/records/[^/]+/(for-staff|store)[.]ts$' },
    ),
    rule(
      'desk-talks-to-the-api',
      "The desk runs in the officer's browser: it has the law, the contract, and nothing of the server.",
      { path: '^src/desk/' },
      { path: '^src/', pathNot: '^src/(desk|law|api/contract)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx'] },
  },
}
