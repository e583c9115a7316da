/** The document of the webview: one script, one stylesheet, and a policy that allows nothing else. */

export interface PageParts {
  /** Where the webview may load styles and fonts from, as VS Code says. */
  readonly cspSource: string;
  /** Of the scripts; fresh for every page. */
  readonly nonce: string;
  /** Of the one style element that the controls make, for which they read it from the page; never that of the scripts. */
  readonly styleNonce: string;
  readonly script: string;
  readonly style: string;
  /** The bundle of controls, which the script loads after the first picture. */
  readonly controls: string;
  /** Stands for the document; the webview keeps it over a reload and never learns the address. */
  readonly token: string;
}

export function previewPage({ cspSource, nonce, styleNonce, script, style, controls, token }: PageParts): string {
  const policy = [
    "default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${cspSource} 'nonce-${styleNonce}'`, `img-src ${cspSource}`, `font-src ${cspSource}`, "connect-src 'none'",
    "base-uri 'none'", "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${attribute(styleNonce)}">
<title>Timeline</title>
<link rel="stylesheet" href="${attribute(style)}">
</head>
<body>
<script nonce="${attribute(nonce)}" src="${attribute(script)}" data-controls="${attribute(controls)}" data-token="${attribute(token)}"></script>
</body>
</html>
`;
}

function attribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
