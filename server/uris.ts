import { UriUtils } from 'langium';

/** URIs are compared as Langium writes them; clients and operating systems escape drive letters and colons as they like. */
export function normalUri(uri: string): string {
  return UriUtils.normalize(uri);
}
