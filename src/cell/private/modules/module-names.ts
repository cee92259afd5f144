/** Modules that each cell has. */
export const CORE_MODULES = ['files', 'teams'];

/** Modules of the library, which `PlatformModule` has as constants. */
export const LIBRARY_MODULES = [...CORE_MODULES, 'tasks', 'contacts', 'documents', 'notes', 'finance'];

/** Parts of a cell. A module of such a name would have the names of its alarms. */
export const PART_NAMES = [
  ...['api', 'data', 'deploy', 'dns', 'events', 'hub', 'images', 'machine', 'network', 'permissions', 'services'],
  ...['site', 'watch', 'worker'],
];

/** The names in texts, without spaces around them. A comma at the end of a list names nothing. */
export function namesIn(texts: string[]): string[] {
  return texts.map((text) => text.trim()).filter((name) => name !== '');
}
