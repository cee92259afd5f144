/** The floor of every folder under `src/`, a folder imports from lower floors only. */
export const floors: Readonly<Record<string, number>> = {
  core: 0,
  gate: 1,
  network: 1,
  edge: 1,
  data: 1,
  service: 2,
  site: 2,
  organization: 2,
  access: 3,
  migration: 3,
  observability: 3,
  delivery: 3,
  bank: 4,
  cell: 4,
};
