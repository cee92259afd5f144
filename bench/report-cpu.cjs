// Preloaded into each measured process: its CPU seconds, start of node included, as the last line of its output.
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1e6);
});
