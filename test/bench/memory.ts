/** Loaded before a server that is measured: it answers the parent's questions for memory and processor time over the channel of Node, beside the protocol. */
process.on('message', message => {
  if (message === 'processor') {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1000);
  }
  if (message === 'memory') {
    globalThis.gc?.();
    globalThis.gc?.();
    process.send?.(process.memoryUsage().heapUsed / 1024 / 1024);
  }
});
// The question must not keep a server alive that was told to exit.
process.channel?.unref();
