// The least that a server on Node can be: it answers `initialize` and nothing else.
let buffer = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', data => {
  buffer += data;
  const match = /^Content-Length: (\d+)\r\n\r\n/.exec(buffer);
  if (!match || buffer.length < match[0].length + Number(match[1])) return;
  const { id } = JSON.parse(buffer.slice(match[0].length, match[0].length + Number(match[1])));
  const body = JSON.stringify({ jsonrpc: '2.0', id, result: { capabilities: { textDocumentSync: 2 } } });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
});
