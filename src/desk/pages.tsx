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
        {
          path: 'requests/:id',
          lazy: async () => ({ Component: (await import('./requests/RequestPage.tsx')).RequestPage }),
        },
        {
          path: 'requests/:id/reply',
          lazy: async () => ({ Component: (await import('./requests/ReplyEditor.tsx')).ReplyEditor }),
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
        { path: 'columns', lazy: async () => ({ Component: (await import('./columns/Columns.tsx')).Columns }) },
        { path: 'catalogue', lazy: async () => ({ Component: (await import('./catalogue/Catalogue.tsx')).Catalogue }) },
        { path: 'guide', lazy: async () => ({ Component: (await import('./guide/Guide.tsx')).Guide }) },
        {
          path: 'organisation',
          lazy: async () => ({ Component: (await import('./organisation/Organisation.tsx')).Organisation }),
        },
        { path: 'topics', lazy: async () => ({ Component: (await import('./topics/Topics.tsx')).Topics }) },
        { path: 'reports', lazy: async () => ({ Component: (await import('./reports/ReportList.tsx')).ReportList }) },
        {
          path: 'reports/:year',
          lazy: async () => ({ Component: (await import('./reports/ReportPage.tsx')).ReportPage }),
        },
        { path: 'calendar', lazy: async () => ({ Component: (await import('./calendars/Calendar.tsx')).Calendar }) },
        { path: '*', lazy: async () => ({ Component: (await import('./frame/NotFound.tsx')).NotFound }) },
      ],
    },
  ],
  { basename: '/staff' },
)
