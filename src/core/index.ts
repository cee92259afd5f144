export * from './alarm-definition';
export * from './alarm-severity';
export * from './alarm-source';
export * from './graph-definition';
export * from './log-query-definition';
export * from './monitored';
export * from './traffic-tier';
