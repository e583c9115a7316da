/** The yardstick of the editor: a server of Langium's own services. It links and validates; it neither lowers, schedules nor checks. */
import { startLanguageServer } from 'langium/lsp';
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createDefaultServices } from './default-services.ts';

startLanguageServer(createDefaultServices({ connection: createConnection(ProposedFeatures.all), ...NodeFileSystem }).shared);
