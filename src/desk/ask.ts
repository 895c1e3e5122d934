import { QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type AnyRoute, ApiProblem, call, type Reply, type Sent } from './client.ts'

export const asked = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (times, error) => times < 2 && error instanceof ApiProblem && [0, 502, 503].includes(error.status),
      throwOnError: false,
    },
  },
})

const keyOf = (route: AnyRoute, sent: { params?: unknown; query?: unknown }) => [route.path, sent.params, sent.query]

/** Reads one thing of the contract. The same thing asked twice is fetched once. */
export function useAsk<R extends AnyRoute>(
  route: R,
  sent: Sent<R>,
  { when = true, keep = false }: { when?: boolean; keep?: boolean } = {},
): UseQueryResult<Reply<R>, ApiProblem> {
  return useQuery<Reply<R>, ApiProblem>({
    queryKey: keyOf(route, sent as { params?: unknown; query?: unknown }),
    queryFn: ({ signal }) => call(route, sent, signal),
    enabled: when,
    // A list keeps its rows while the next page is on its way.
    ...(keep ? { placeholderData: (before: Reply<R> | undefined) => before as never } : {}),
  })
}

/** After an act: whatever was read of these things is read again. Resolves when what is on the screen is new. */
export async function readAgain(...routes: AnyRoute[]): Promise<void> {
  await Promise.all(routes.map((route) => asked.invalidateQueries({ queryKey: [route.path] })))
}
