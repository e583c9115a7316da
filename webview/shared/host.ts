/** The extension host as the webview sees it. Only this file knows `acquireVsCodeApi`, and it hands the object to nobody. */
import { isToWebview } from '../../protocol/preview.ts';
import type { FromWebview, ToWebview } from '../../protocol/preview.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  post(message: FromWebview): void;
  /** Messages that do not have the shape of the protocol are dropped. */
  onMessage(listener: (message: ToWebview) => void): void;
  /** What was saved before a reload; anybody may have written it, so it is unknown. */
  loadState(): unknown;
  saveState(state: unknown): void;
}

/** May be called once: VS Code gives its interface out once. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: message => api.postMessage(message),
    onMessage: listener => window.addEventListener('message', event => {
      const data: unknown = event.data;
      if (isToWebview(data)) listener(data);
      else console.warn('A message of an unknown shape was dropped.');
    }),
    loadState: () => api.getState(),
    saveState: state => api.setState(state),
  };
}
