import { config } from 'zod'

// zod compiles its checks with `new Function` where it may; our policy forbids that, and the browser would report the try.
config({ jitless: true })
