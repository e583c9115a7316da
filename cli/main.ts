/** The `planwright` command. This file stays small: it runs before Node may use what it compiled the last time. */
import * as nodeModule from 'node:module';

// Node 20 has no such cache, and works without.
nodeModule.enableCompileCache?.();
const { main } = await import('./run.ts');
await main();
