import type { IPlatformModule } from '../../i-platform-module';

/**
 * The modules of a cell by name: those given, and of the core those that are not given. The order in which an app lists them
 * moves nothing. A module with the name of one of the core takes its place.
 */
export function modulesOfCell(modules: IPlatformModule[], core: IPlatformModule[]): IPlatformModule[] {
  return withCore(modules, core).sort((one, other) => (one.moduleName < other.moduleName ? -1 : 1));
}

/** The modules that are given, and behind them those of the core that are not. */
export function withCore(modules: IPlatformModule[], core: IPlatformModule[]): IPlatformModule[] {
  const given = modules.map(({ moduleName }) => moduleName);
  return [...modules, ...core.filter(({ moduleName }) => !given.includes(moduleName))];
}
