import { createBrowserRouter } from 'react-router'
import { Frame } from './frame/frame.tsx'

/** Every screen, each loaded when it is first opened. */
export const pages = createBrowserRouter(
  [
    {
      element: <Frame />,
      children: [
        { index: true, lazy: async () => ({ Component: (await import('./to-do/ToDo.tsx')).ToDo }) },
        {
          path: 'requests',
          lazy: async () => ({ Component: (await import('./requests/RequestList.tsx')).RequestList }),
        },
        { path: 'requests/new', lazy: async () => ({ Component: (await import('./requests/Intake.tsx')).Intake }) },
        { path: 'requests/covers', lazy: async () => ({ Component: (await import('./requests/Covers.tsx')).Covers }) },
        {
          path: 'requests/topics',
          lazy: async () => ({ Component: (await import('./requests/RequestTopics.tsx')).RequestTopics }),
        },
        {
          path: 'requests/disposals',
          lazy: async () => ({ Component: (await import('./requests/Disposals.tsx')).Disposals }),
        },
        {
          path: 'requests/:id',
          lazy: async () => ({ Component: (await import('./requests/RequestPage.tsx')).RequestPage }),
        },
        {
          path: 'requests/:id/reply',
          lazy: async () => ({ Component: (await import('./requests/ReplyEditor.tsx')).ReplyEditor }),
        },
        {
          path: 'requests/:id/letters/:letterId',
          lazy: async () => ({ Component: (await import('./letters/LetterPage.tsx')).LetterPage }),
        },
        {
          path: 'letter-templates',
          lazy: async () => ({ Component: (await import('./letters/Templates.tsx')).Templates }),
        },
        {
          path: 'requests/:id/material/:materialId',
          lazy: async () => ({ Component: (await import('./redaction/RedactionPage.tsx')).RedactionPage }),
        },
        {
          path: 'documents',
          lazy: async () => ({ Component: (await import('./documents/DocumentList.tsx')).DocumentList }),
        },
        {
          path: 'documents/new',
          lazy: async () => ({ Component: (await import('./documents/DocumentPage.tsx')).NewDocument }),
        },
        {
          path: 'documents/:id',
          lazy: async () => ({ Component: (await import('./documents/DocumentPage.tsx')).DocumentPage }),
        },
        { path: 'registers', lazy: async () => ({ Component: (await import('./registers/Registers.tsx')).Registers }) },
        {
          path: 'registers/:kind',
          lazy: async () => ({ Component: (await import('./registers/Registers.tsx')).Registers }),
        },
        {
          path: 'normative',
          lazy: async () => ({ Component: (await import('./normative/Normative.tsx')).Normative }),
        },
        {
          path: 'normative/interpretations',
          lazy: async () => ({ Component: (await import('./normative/Interpretations.tsx')).Interpretations }),
        },
        {
          path: 'normative/clean-ups/:id',
          lazy: async () => ({ Component: (await import('./normative/CleanUp.tsx')).CleanUp }),
        },
        { path: 'columns', lazy: async () => ({ Component: (await import('./columns/Columns.tsx')).Columns }) },
        { path: 'catalogue', lazy: async () => ({ Component: (await import('./catalogue/Catalogue.tsx')).Catalogue }) },
        { path: 'guide', lazy: async () => ({ Component: (await import('./guide/Guide.tsx')).Guide }) },
        {
          path: 'organisation',
          lazy: async () => ({ Component: (await import('./organisation/Organisation.tsx')).Organisation }),
        },
        {
          path: 'answers',
          lazy: async () => ({ Component: (await import('./applicants/Answers.tsx')).Answers }),
        },
        { path: 'topics', lazy: async () => ({ Component: (await import('./topics/Topics.tsx')).Topics }) },
        { path: 'reports', lazy: async () => ({ Component: (await import('./reports/ReportList.tsx')).ReportList }) },
        {
          path: 'reports/:year',
          lazy: async () => ({ Component: (await import('./reports/ReportPage.tsx')).ReportPage }),
        },
        { path: 'audits', lazy: async () => ({ Component: (await import('./audits/AuditRuns.tsx')).AuditRuns }) },
        {
          path: 'audits/:id',
          lazy: async () => ({ Component: (await import('./audits/AuditRunPage.tsx')).AuditRunPage }),
        },
        {
          path: 'delegations',
          lazy: async () => ({ Component: (await import('./staff/Delegations.tsx')).Delegations }),
        },
        { path: 'calendar', lazy: async () => ({ Component: (await import('./calendars/Calendar.tsx')).Calendar }) },
        {
          path: 'reminding',
          lazy: async () => ({ Component: (await import('./deadlines/Reminding.tsx')).Reminding }),
        },
        { path: 'feedback', lazy: async () => ({ Component: (await import('./feedback/Feedback.tsx')).Feedback }) },
        { path: 'search', lazy: async () => ({ Component: (await import('./search/Search.tsx')).Search }) },
        { path: 'site', lazy: async () => ({ Component: (await import('./site/Site.tsx')).Site }) },
        { path: 'leaks', lazy: async () => ({ Component: (await import('./leaks/LeakGate.tsx')).LeakGate }) },
        { path: 'lexicon', lazy: async () => ({ Component: (await import('./lexicon/Lexicon.tsx')).Lexicon }) },
        { path: '*', lazy: async () => ({ Component: (await import('./frame/NotFound.tsx')).NotFound }) },
      ],
    },
  ],
  { basename: '/staff' },
)
