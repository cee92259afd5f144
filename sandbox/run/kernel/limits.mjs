/** The limit of each wait, in seconds. */
export const limits = {
  venv: 180,
  mysql: 180,
  synth: 60,
  ready: 40,
  bootstrap: 90,
  deploy: 240,
  publish: 120,
  build: 60,
  request: 30,
  shell: 30,
  integ: 180,
  snapshots: 300,
  lint: 120,
  stop: 10,
};
