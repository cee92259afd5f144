import type { IPlatformModule } from '../../i-platform-module';

/**
 * The modules of a cell by name: those given, and of the core those that are not given. The order in which an app lists them
 * moves nothing. A module with the name of one of the core takes its place.
 */
export function modulesOfCell(modules: IPlatformModule[], core: IPlatformModule[]): IPlatformModule[] {
  const given = modules.map(({ moduleName }) => moduleName);
  const all = [...modules, ...core.filter(({ moduleName }) => !given.includes(moduleName))];
  return all.sort((one, other) => (one.moduleName < other.moduleName ? -1 : 1));
}
