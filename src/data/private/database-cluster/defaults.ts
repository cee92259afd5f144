import type { AuroraPostgresClusterProps } from '../../aurora-postgres-cluster';

/** The capacity and the readers, each the given or the default one. */
export function clusterSize(props: AuroraPostgresClusterProps) {
  const { minCapacity = 0.5, maxCapacity = 16, readers = 1 } = props;
  return {
    minCapacity,
    maxCapacity,
    readers,
    maxReaders: props.maxReaders ?? (readers === 0 ? 0 : Math.max(readers, 3)),
  };
}
