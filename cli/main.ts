/** The `planwright` command. This file stays small: it runs before Node may use what it compiled the last time. */
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { main } = await import('./run.ts');
await main();
