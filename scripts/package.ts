/** Packages the extension from what is built: `npm run package`. */
import { packageExtension } from './vsix.ts';

console.log(await packageExtension());
